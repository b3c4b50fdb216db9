import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** When an archived issue comes back; windows are minutes. */
@Entity('group_snoozes')
@Index('group_snoozes_until_index', ['organizationId', 'until', 'groupId'], { where: 'until is not null' })
export class GroupSnooze {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_snoozes_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_snoozes_pkey' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  until: Date | null;

  @Column({ type: 'integer', nullable: true })
  count: number | null;

  @Column({ type: 'integer', nullable: true })
  window: number | null;

  @Column({ name: 'user_count', type: 'integer', nullable: true })
  userCount: number | null;

  @Column({ name: 'user_window', type: 'integer', nullable: true })
  userWindow: number | null;

  @Column({ name: 'times_seen_baseline', type: 'bigint', nullable: true })
  timesSeenBaseline: string | null;

  @Column({ name: 'users_seen_baseline', type: 'integer', nullable: true })
  usersSeenBaseline: number | null;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
