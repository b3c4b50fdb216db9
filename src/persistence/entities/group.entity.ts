import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { GroupCategory, GroupLevel, GroupPriority, GroupStatus, GroupSubstatus } from '../../domain/group';

/** An issue: the row that a mutation locks. */
@Entity('groups')
@Unique('groups_short_id_key', ['organizationId', 'projectId', 'shortId'])
@Index('groups_first_seen_index', ['organizationId', 'firstSeen', 'id'])
@Index('groups_first_release_index', ['organizationId', 'firstReleaseId', 'id'])
@Check(
  'groups_category_check',
  `category in ('ERROR', 'PERFORMANCE', 'CRON', 'REPLAY', 'FEEDBACK', 'UPTIME', 'METRIC', 'OTHER')`,
)
@Check('groups_level_check', `level in ('DEBUG', 'INFO', 'WARNING', 'ERROR', 'FATAL')`)
@Check(
  'groups_status_check',
  `status in ('UNRESOLVED', 'RESOLVED', 'IGNORED', 'PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE', 'REPROCESSING')`,
)
@Check(
  'groups_substatus_check',
  `substatus in ('NEW', 'ONGOING', 'ESCALATING', 'REGRESSED', 'ARCHIVED_UNTIL_ESCALATING', 'ARCHIVED_UNTIL_CONDITION_MET', 'ARCHIVED_FOREVER')`,
)
@Check('groups_priority_check', `priority in ('LOW', 'MEDIUM', 'HIGH')`)
export class Group {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'groups_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'groups_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'short_id', type: 'bigint' })
  shortId: string;

  @Column({ type: 'text', default: 'ERROR' })
  category: GroupCategory;

  @Column({ type: 'text' })
  title: string;

  @Column({ type: 'text', nullable: true })
  culprit: string | null;

  @Column({ type: 'text', nullable: true })
  message: string | null;

  @Column({ type: 'text' })
  level: GroupLevel;

  @Column({ type: 'text', nullable: true })
  platform: string | null;

  @Column({ type: 'text', default: 'UNRESOLVED' })
  status: GroupStatus;

  @Column({ type: 'text', nullable: true })
  substatus: GroupSubstatus | null;

  @Column({ type: 'text', nullable: true })
  priority: GroupPriority | null;

  @Column({ name: 'initial_priority', type: 'text', nullable: true })
  initialPriority: GroupPriority | null;

  @Column({ name: 'priority_locked_at', type: 'timestamptz', precision: 3, nullable: true })
  priorityLockedAt: Date | null;

  @Column({ name: 'first_seen', type: 'timestamptz', precision: 3 })
  firstSeen: Date;

  @Column({ name: 'active_at', type: 'timestamptz', precision: 3 })
  activeAt: Date;

  @Column({ name: 'resolved_at', type: 'timestamptz', precision: 3, nullable: true })
  resolvedAt: Date | null;

  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ name: 'changed_at', type: 'timestamptz', precision: 3 })
  changedAt: Date;

  @Column({ name: 'first_release_id', type: 'bigint', nullable: true })
  firstReleaseId: string | null;
}
