import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SubscriptionReason } from '../../domain/group';

/** A large team that hears of an issue. */
@Entity('group_team_subscriptions')
export class GroupTeamSubscription {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_team_subscriptions_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_team_subscriptions_pkey' })
  groupId: string;

  @PrimaryColumn({ name: 'team_id', type: 'bigint', primaryKeyConstraintName: 'group_team_subscriptions_pkey' })
  teamId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'text' })
  reason: SubscriptionReason;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;

  @Column({ name: 'operation_id', type: 'bigint', nullable: true })
  operationId: string | null;
}
