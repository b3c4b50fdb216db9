import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Where an issue has gone, or is about to go, that was merged into another. */
@Entity('group_redirects')
@Unique('group_redirects_short_id_key', ['organizationId', 'projectId', 'previousShortId'])
@Index('group_redirects_group_index', ['organizationId', 'groupId'])
@Index('group_redirects_operation_index', ['organizationId', 'operationId', 'previousGroupId'])
@Index('group_redirects_pending_index', ['organizationId', 'dueAt'], { where: 'merged_at is null' })
export class GroupRedirect {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'group_redirects_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'previous_group_id', type: 'bigint', primaryKeyConstraintName: 'group_redirects_pkey' })
  previousGroupId: string;

  @Column({ name: 'group_id', type: 'bigint' })
  groupId: string;

  @Column({ name: 'project_id', type: 'bigint' })
  projectId: string;

  @Column({ name: 'previous_short_id', type: 'bigint' })
  previousShortId: string;

  /** The operation that merged it. */
  @Column({ name: 'operation_id', type: 'bigint' })
  operationId: string;

  /** When the job may begin to move what the issue holds. */
  @Column({ name: 'due_at', type: 'timestamptz', precision: 3 })
  dueAt: Date;

  /** null: not yet. */
  @Column({ name: 'merged_at', type: 'timestamptz', precision: 3, nullable: true })
  mergedAt: Date | null;
}
