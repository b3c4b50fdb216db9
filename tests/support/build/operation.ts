import type { BulkOperationKind, BulkOperationState, OutcomeStatus } from '../../../src/domain/bulk-operation';
import type { ProblemCode } from '../../../src/domain/problem';
import { insertRow, insertRows, type Queryable } from './insert-rows';

export interface OutcomeOptions {
  /** An issue; or `requestedId`, an id as it was asked for. */
  readonly groupId?: string;
  readonly requestedId?: string;
  readonly status: OutcomeStatus;
  readonly code?: ProblemCode;
  readonly changes?: readonly { attribute: string; before: unknown; after: unknown }[];
  /** What an undo puts back. */
  readonly before?: object;
}

export interface OperationOptions {
  readonly organizationId: string;
  readonly actorId?: string;
  readonly kind?: BulkOperationKind;
  readonly state?: BulkOperationState;
  readonly error?: object;
  /** Default: a resolve. */
  readonly input?: object;
  readonly pending?: number;
  /** Default: it cannot be undone. */
  readonly undoableUntil?: Date;
  readonly outcomes?: readonly OutcomeOptions[];
  /** What it has still to do, as an operation that runs as a job. */
  readonly pages?: readonly PageOptions[];
}

/** A part of a frozen set. */
export interface PageOptions {
  readonly groupIds: readonly string[];
  /** Of the outcomes; absent: they count up from `firstOrdinal`. */
  readonly ordinals?: readonly number[];
  readonly firstOrdinal: number;
  /** How many of the issues, the first ones, have their outcome already. */
  readonly done?: number;
  /** How many of those were changed. */
  readonly changed?: number;
}

const COLUMN_OF: Record<OutcomeStatus, string> = {
  CHANGED: 'changed',
  UNCHANGED: 'unchanged',
  NOT_FOUND: 'not_found',
  CONFLICT: 'conflict',
  INVALID: 'invalid',
  SKIPPED: 'skipped',
};

/** The record of a bulk operation with its outcomes; answers its id. */
export async function buildOperation(database: Queryable, given: OperationOptions): Promise<string> {
  const outcomes = given.outcomes ?? [];
  const now = new Date();
  const counts = Object.entries(COLUMN_OF).map(([status, column]) => [
    column,
    outcomes.filter((outcome) => outcome.status === status).length,
  ]);
  const { id } = await insertRow<{ id: string }>(database, 'bulk_operations', {
    organization_id: given.organizationId,
    kind: given.kind ?? 'MUTATE',
    state: given.state ?? 'COMPLETED',
    dry_run: false,
    actor_id: given.actorId ?? null,
    input: given.input ?? { status: 'RESOLVED' },
    selection: { ids: outcomes.map(({ groupId, requestedId }) => groupId ?? requestedId) },
    error: given.error ?? null,
    ...(Object.fromEntries(counts) as Record<string, number>),
    pending: given.pending ?? 0,
    created_at: now,
    started_at: now,
    finished_at: now,
    undoable_until: given.undoableUntil ?? null,
  });
  const projectIds = await projectsOf(database, outcomes);
  await insertRows(
    database,
    'bulk_operation_outcomes',
    outcomes.map((outcome, ordinal) => ({
      organization_id: given.organizationId,
      operation_id: id,
      ordinal,
      group_id: outcome.groupId ?? null,
      project_id: outcome.status === 'NOT_FOUND' ? null : projectIds.get(outcome.groupId ?? ''),
      requested_id: outcome.requestedId ?? null,
      status: outcome.status,
      code: outcome.code ?? null,
      changes: outcome.changes ?? null,
      before: outcome.before ?? null,
    })),
  );
  await insertRows(
    database,
    'bulk_operation_pages',
    (given.pages ?? []).map(({ groupIds, ordinals, firstOrdinal, done = 0, changed = 0 }, page) => ({
      organization_id: given.organizationId,
      operation_id: id,
      page,
      group_ids: groupIds,
      ordinals: ordinals ?? null,
      first_ordinal: firstOrdinal,
      last_ordinal: ordinals?.at(-1) ?? firstOrdinal + groupIds.length - 1,
      size: groupIds.length,
      done,
      changed,
      updated_at: now,
    })),
  );
  return id;
}

async function projectsOf(
  database: Queryable,
  outcomes: readonly OutcomeOptions[],
): Promise<ReadonlyMap<string, string>> {
  const groups = await database.query<{ id: string; project_id: string }>(
    'select id, project_id from groups where id = any($1::bigint[])',
    [outcomes.flatMap(({ groupId }) => groupId ?? [])],
  );
  return new Map(groups.map(({ id, project_id }) => [id, project_id]));
}
