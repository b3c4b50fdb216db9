import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A row of somebody else that a bulk call removed, for undo. */
@Entity('bulk_operation_removed_rows')
export class BulkOperationRemovedRow {
  @PrimaryColumn({
    name: 'organization_id',
    type: 'bigint',
    primaryKeyConstraintName: 'bulk_operation_removed_rows_pkey',
  })
  organizationId: string;

  @PrimaryColumn({ name: 'operation_id', type: 'bigint', primaryKeyConstraintName: 'bulk_operation_removed_rows_pkey' })
  operationId: string;

  @PrimaryColumn({ name: 'group_id', type: 'bigint', primaryKeyConstraintName: 'bulk_operation_removed_rows_pkey' })
  groupId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'bulk_operation_removed_rows_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  relation: string;

  @Column({ type: 'jsonb' })
  content: Record<string, unknown>;
}
