import type {
  BulkOperationKind,
  BulkOperationState,
  OperationKey,
  OutcomeCounts,
} from '../../../domain/bulk-operation';
import type { Problem } from '../../../domain/problem';
import type { Origin } from '../../../domain/undo/undone-operation';
import { storableJson } from '../../../domain/storable-text';
import { ownOperation } from './hold-operation';
import { COUNTS, COUNTS_OF_PAGES } from '../../read/read-bulk-operations';
import { statement, type Executor, type Statement } from '../../statement';

/** An operation that is about to end, with what became of its issues until now. */
export interface EndingOperation extends OperationKey {
  readonly kind: BulkOperationKind;
  readonly dryRun: boolean;
  readonly actorId: string | null;
  /** The change itself, or the one that an undo goes back to. */
  readonly origin: Pick<Origin, 'kind' | 'input'>;
  /** What it takes back; null: it is no undo. */
  readonly undoesId: string | null;
  /** Until when that can be undone, or could; null: it is no undo. */
  readonly undoneUntil: Date | null;
  readonly counts: OutcomeCounts;
}

interface OriginColumns {
  readonly originKind: Origin['kind'];
  readonly originInput: Origin['input'];
}

/** Locks an operation that has not ended, once its running transactions are over; null: it has ended. */
export async function lockOperationToEnd(
  tx: Executor,
  { organizationId, operationId }: OperationKey,
): Promise<EndingOperation | null> {
  await tx.rows(ownOperation({ organizationId, operationId }));
  const locked = await tx.rows(
    statement(
      'lock-operation-to-end',
      `select id from bulk_operations
       where organization_id = $1 and id = $2 and state in ('PENDING', 'RUNNING')
       for no key update`,
      [organizationId, operationId],
    ),
  );
  if (locked.length === 0) return null;
  // Counted by a statement of its own: the one before may have waited for the last of the counts.
  const [row] = await tx.rows<Omit<EndingOperation, 'counts' | 'origin'> & OutcomeCounts & OriginColumns>(
    statement(
      'count-ending-operation',
      `select o.organization_id as "organizationId", o.id as "operationId", o.kind, o.dry_run as "dryRun",
         o.actor_id as "actorId", o.undoes_id as "undoesId", coalesce(origin.kind, o.kind) as "originKind",
         coalesce(origin.input, o.input) as "originInput", undone.undoable_until as "undoneUntil", ${COUNTS}
       from bulk_operations o
       ${COUNTS_OF_PAGES}
       left join bulk_operations undone on undone.organization_id = o.organization_id and undone.id = o.undoes_id
       left join bulk_operations origin on origin.organization_id = o.organization_id and origin.id = o.origin_id
       where o.organization_id = $1 and o.id = $2`,
      [organizationId, operationId],
    ),
  );
  if (row === undefined) return null;
  const { changed, unchanged, notFound, conflict, invalid, skipped, pending, ...rest } = row;
  const { originKind: kind, originInput: input, ...operation } = rest;
  return {
    ...operation,
    origin: { kind, input },
    counts: { changed, unchanged, notFound, conflict, invalid, skipped, pending },
  };
}

/** How an operation ends. */
export interface OperationEnd {
  readonly state: Exclude<BulkOperationState, 'PENDING' | 'RUNNING'>;
  /** Why it failed; null: it did not. */
  readonly error: Problem | null;
  readonly now: Date;
  /** null: it cannot be undone. */
  readonly undoableUntil: Date | null;
}

/** Notes the end, and tells who listens. What only the jobs needed to know is gone. */
export function markOperationEnded({ organizationId, operationId }: OperationKey, end: OperationEnd): Statement {
  return statement(
    'mark-operation-ended',
    `with ended as (
       update bulk_operations
       set state = $3, error = $4, finished_at = $5, undoable_until = $6, request = null
       where organization_id = $1 and id = $2
       returning organization_id, id
     )
     select pg_notify('muster_operations', organization_id || ':' || id) from ended`,
    [
      organizationId,
      operationId,
      end.state,
      end.error === null ? null : storableJson(end.error),
      end.now,
      end.undoableUntil,
    ],
  );
}

/** Notes the outcomes of an operation that was carried out in one step, and what was applied. */
export function recordWholeSet(
  { organizationId, operationId }: OperationKey,
  { counts, applied, now }: { readonly counts: OutcomeCounts; readonly applied: unknown; readonly now: Date },
): Statement {
  return statement(
    'record-whole-set',
    `update bulk_operations
     set changed = $3, unchanged = $4, not_found = $5, conflict = $6, invalid = $7, skipped = $8, applied = $9,
       frozen_at = $10
     where organization_id = $1 and id = $2`,
    [
      organizationId,
      operationId,
      counts.changed,
      counts.unchanged,
      counts.notFound,
      counts.conflict,
      counts.invalid,
      counts.skipped,
      applied === null ? null : JSON.stringify(applied),
      now,
    ],
  );
}
