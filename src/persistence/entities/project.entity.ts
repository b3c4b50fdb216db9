import {
  Check,
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import { Organization } from './organization.entity';

/** Where events come from, and the space of short ids. */
@Entity('projects')
@Unique('projects_slug_key', ['organizationId', 'slug'])
@Check('projects_resolve_age_check', 'resolve_age > 0')
export class Project {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'projects_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'projects_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  slug: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  platform: string | null;

  @Column({ type: 'text', array: true, default: '{discard-groups}' })
  features: string[];

  @Column({ name: 'last_short_id', type: 'bigint', default: 0 })
  lastShortId: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column({ name: 'resolve_age', type: 'integer', nullable: true })
  resolveAge: number | null;

  @Column({ name: 'new_issue_threshold', type: 'double precision', nullable: true })
  newIssueThreshold: number | null;

  @Column({ name: 'new_issue_threshold_at', type: 'timestamptz', precision: 3, nullable: true })
  newIssueThresholdAt: Date | null;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({
    name: 'organization_id',
    referencedColumnName: 'id',
    foreignKeyConstraintName: 'projects_organization_fkey',
  })
  organization: Relation<Organization>;
}
