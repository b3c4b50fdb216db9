import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An issue's counters; they move with every event. */
@Entity('group_counters')
@Index('group_counters_last_seen_index', ['organizationId', 'lastSeen', 'groupId'])
@Index('group_counters_times_seen_index', ['organizationId', 'timesSeen', 'groupId'])
@Index('group_counters_users_seen_index', ['organizationId', 'usersSeen', 'groupId'])
export class GroupCounter {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_counters_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_counters_pkey' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'times_seen', type: 'bigint' })
  timesSeen: string;

  @Column({ name: 'users_seen', type: 'integer' })
  usersSeen: number;

  @Column({ name: 'last_seen', type: 'timestamptz', precision: 3 })
  lastSeen: Date;
}
