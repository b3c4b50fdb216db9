import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What is left of a discarded issue; events of its fingerprints are counted here and dropped. */
@Entity('group_tombstones')
@Unique('group_tombstones_previous_group_key', ['organizationId', 'previousGroupId'])
@Index('group_tombstones_project_index', ['organizationId', 'projectId', 'id'])
@Check('group_tombstones_level_check', `level in ('DEBUG', 'INFO', 'WARNING', 'ERROR', 'FATAL')`)
export class GroupTombstone {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_tombstones_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'group_tombstones_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'previous_group_id', type: 'bigint' })
  previousGroupId: string;

  @Column({ type: 'text' })
  title: string;

  @Column({ type: 'text', nullable: true })
  culprit: string | null;

  @Column({ type: 'text', nullable: true })
  message: string | null;

  @Column({ type: 'text' })
  level: string;

  @Column({ type: 'text', nullable: true })
  platform: string | null;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ name: 'dropped_events', type: 'bigint', default: 0 })
  droppedEvents: string;

  @Column({ name: 'last_dropped_at', type: 'timestamptz', precision: 3, nullable: true })
  lastDroppedAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;
}
