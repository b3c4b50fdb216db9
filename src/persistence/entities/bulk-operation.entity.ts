import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What a bulk call asked, and its counts. */
@Entity('bulk_operations')
@Index('bulk_operations_outcomes_index', ['organizationId', 'createdAt', 'id'], {
  where: 'outcomes_deleted_at is null',
})
@Index('bulk_operations_unfinished_index', ['organizationId', 'id'], { where: `state in ('PENDING', 'RUNNING')` })
@Index('bulk_operations_started_index', ['organizationId', 'startedAt'])
@Check('bulk_operations_kind_check', `kind in ('MUTATE', 'DELETE', 'UNDO')`)
@Check(
  'bulk_operations_undo_check',
  'num_nonnulls(undoes_id, origin_id) <> 1 and (undo_depth > 0) = (undoes_id is not null)',
)
@Check('bulk_operations_state_check', `state in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED')`)
export class BulkOperation {
  @PrimaryColumn({ name: 'organization_id', type: 'bigint', primaryKeyConstraintName: 'bulk_operations_pkey' })
  organizationId: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'bulk_operations_pkey',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  state: string;

  @Column({ name: 'dry_run', type: 'boolean' })
  dryRun: boolean;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId: string | null;

  @Column({ name: 'token_id', type: 'bigint', nullable: true })
  tokenId: string | null;

  @Column({ type: 'jsonb', nullable: true })
  input: Record<string, unknown> | null;

  @Column({ type: 'jsonb' })
  selection: Record<string, unknown>;

  @Column({ type: 'jsonb', nullable: true })
  applied: Record<string, unknown> | null;

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

  @Column({ type: 'integer', default: 0 })
  pending: number;

  @Column({ type: 'jsonb', nullable: true })
  error: Record<string, unknown> | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3, nullable: true })
  startedAt: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt: Date | null;

  @Column({ name: 'undoable_until', type: 'timestamptz', precision: 3, nullable: true })
  undoableUntil: Date | null;

  @Column({ name: 'outcomes_deleted_at', type: 'timestamptz', precision: 3, nullable: true })
  outcomesDeletedAt: Date | null;

  @Column({ name: 'undoes_id', type: 'bigint', nullable: true })
  undoesId: string | null;

  @Column({ name: 'undone_by_id', type: 'bigint', nullable: true })
  undoneById: string | null;

  @Column({ name: 'origin_id', type: 'bigint', nullable: true })
  originId: string | null;

  @Column({ name: 'undo_depth', type: 'integer', default: 0 })
  undoDepth: number;

  @Column({ type: 'jsonb', nullable: true })
  request: Record<string, unknown> | null;

  @Column({ name: 'frozen_at', type: 'timestamptz', precision: 3, nullable: true })
  frozenAt: Date | null;

  @Column({ name: 'swept_at', type: 'timestamptz', precision: 3, nullable: true })
  sweptAt: Date | null;

  @Column({ type: 'integer', default: 0 })
  sweeps: number;
}
