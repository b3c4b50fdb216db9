import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SubscriptionReason } from '../../domain/group';

/** A user who hears, or refuses to hear, of an issue. */
@Entity('group_subscriptions')
@Index('group_subscriptions_user_index', ['organizationId', 'userId', 'groupId'])
@Check(
  'group_subscriptions_reason_check',
  `reason in ('UNKNOWN', 'COMMENT', 'ASSIGNED', 'BOOKMARK', 'STATUS_CHANGE', 'MENTIONED', 'TEAM_MENTIONED')`,
)
export class GroupSubscription {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_subscriptions_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_subscriptions_pkey' })
  groupId: string;

  @PrimaryColumn({ name: 'user_id', type: 'bigint', primaryKeyConstraintName: 'group_subscriptions_pkey' })
  userId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  @Column({ type: 'text' })
  reason: SubscriptionReason;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;

  @Column({ name: 'operation_id', type: 'bigint', nullable: true })
  operationId: string | null;
}
