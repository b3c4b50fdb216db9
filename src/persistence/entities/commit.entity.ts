import {
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { Organization } from './organization.entity';

/** A commit of a repository, which is known by the name that its commits bear. */
@Entity('commits')
@Unique('commits_key_key', ['organizationId', 'repository', 'key'])
export class Commit {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'commits_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'commits_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  repository: string;

  @Column({ type: 'text' })
  key: string;

  @Column({ type: 'text', nullable: true })
  message: string | null;

  @Column({ name: 'author_email', type: 'text', nullable: true })
  authorEmail: string | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({
    name: 'organization_id',
    referencedColumnName: 'id',
    foreignKeyConstraintName: 'commits_organization_fkey',
  })
  organization: Relation<Organization>;
}
