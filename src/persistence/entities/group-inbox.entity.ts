import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { InboxReason } from '../../domain/group';

/** An issue that waits for a first look. */
@Entity('group_inboxes')
@Index('group_inboxes_date_added_index', ['organizationId', 'dateAdded', 'groupId'])
@Check(
  'group_inboxes_reason_check',
  `reason in ('NEW', 'REGRESSION', 'MANUAL', 'REPROCESSED', 'ESCALATING', 'ONGOING')`,
)
export class GroupInbox {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_inboxes_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'group_inboxes_pkey' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ type: 'text' })
  reason: InboxReason;

  @Column({ name: 'reason_details', type: 'jsonb', nullable: true })
  reasonDetails: Record<string, unknown> | null;

  @Column({ name: 'date_added', type: 'timestamptz', precision: 3 })
  dateAdded: Date;
}
