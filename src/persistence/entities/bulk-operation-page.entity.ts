import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of the frozen set of an operation that runs as a job, and how far it has come. */
@Entity('bulk_operation_pages')
@Check('bulk_operation_pages_done_check', 'done between 0 and size')
export class BulkOperationPage {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'bulk_operation_pages_pkey' })
  organizationId: string;

  @PrimaryColumn({ name: 'operation_id', type: 'bigint', primaryKeyConstraintName: 'bulk_operation_pages_pkey' })
  operationId: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'bulk_operation_pages_pkey' })
  page: number;

  @Column({ name: 'group_ids', type: 'bigint', array: true })
  groupIds: string[];

  @Column({ type: 'integer', array: true, nullable: true })
  ordinals: number[] | null;

  @Column({ name: 'first_ordinal', type: 'integer' })
  firstOrdinal: number;

  @Column({ name: 'last_ordinal', type: 'integer' })
  lastOrdinal: number;

  @Column({ type: 'integer' })
  size: number;

  @Column({ type: 'integer', default: 0 })
  done: number;

  @Column({ type: 'integer', default: 0 })
  changed: number;

  @Column({ type: 'integer', default: 0 })
  unchanged: number;

  @Column({ name: 'not_found', type: 'integer', default: 0 })
  notFound: number;

  @Column({ type: 'integer', default: 0 })
  conflict: number;

  @Column({ type: 'integer', default: 0 })
  invalid: number;

  @Column({ type: 'integer', default: 0 })
  skipped: number;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}
