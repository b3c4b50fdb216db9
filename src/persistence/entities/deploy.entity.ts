import {
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import { Release } from './release.entity';

/** That a release went to an environment. */
@Entity('deploys')
@Unique('deploys_release_key', ['organizationId', 'releaseId', 'environment', 'dateFinished'])
export class Deploy {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'deploys_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'deploys_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'release_id', type: 'bigint' })
  releaseId: string;

  @Column({ type: 'text' })
  environment: string;

  @Column({ type: 'text', nullable: true })
  name: string | null;

  @Column({ type: 'text', nullable: true })
  url: string | null;

  @Column({ name: 'date_started', type: 'timestamptz', precision: 3, nullable: true })
  dateStarted: Date | null;

  @Column({ name: 'date_finished', type: 'timestamptz', precision: 3 })
  dateFinished: Date;

  @ManyToOne(() => Release, { nullable: false })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organizationId',
      foreignKeyConstraintName: 'deploys_release_fkey',
    },
    { name: 'release_id', referencedColumnName: 'id', foreignKeyConstraintName: 'deploys_release_fkey' },
  ])
  release: Relation<Release>;
}
