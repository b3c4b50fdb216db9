import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What became of one issue of a bulk call. */
@Entity('bulk_operation_outcomes')
@Check('bulk_operation_outcomes_id_check', 'num_nonnulls(group_id, requested_id) = 1')
@Check('bulk_operation_outcomes_project_check', `(status = 'NOT_FOUND') = (project_id is null)`)
@Check(
  'bulk_operation_outcomes_status_check',
  `status in ('CHANGED', 'UNCHANGED', 'NOT_FOUND', 'CONFLICT', 'INVALID', 'SKIPPED')`,
)
export class BulkOperationOutcome {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'bulk_operation_outcomes_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'operation_id', type: 'bigint', primaryKeyConstraintName: 'bulk_operation_outcomes_pkey' })
  operationId: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'bulk_operation_outcomes_pkey' })
  ordinal: number;

  @Column({ name: 'group_id', type: 'bigint', nullable: true })
  groupId: string | null;

  @Column({ name: 'project_id', type: 'bigint', nullable: true })
  projectId: string | null;

  @Column({ name: 'requested_id', type: 'text', nullable: true })
  requestedId: string | null;

  @Column({ type: 'text' })
  status: string;

  @Column({ type: 'text', nullable: true })
  code: string | null;

  @Column({ type: 'jsonb', nullable: true })
  changes: Record<string, unknown> | null;

  @Column({ type: 'jsonb', nullable: true })
  before: Record<string, unknown> | null;
}
