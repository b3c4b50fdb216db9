import type { BulkOperationKind, OutcomeCounts, OutcomeStatus } from '../../domain/bulk-operation';
import type { ProblemCode } from '../../domain/problem';
import type { AttributeChange } from '../../domain/state/readable-changes';
import { storableJson } from '../../domain/storable-text';
import type { TenantKey } from '../../domain/tenant-key';
import type { UndoneOperation } from '../../domain/undo/undone-operation';
import type { Pause } from '../run-in-turn';
import { statement, type Statement } from '../statement';
import { Dictionary } from './dictionary';

/** The record of an operation that has run. */
export interface OperationRecord {
  readonly organizationId: string;
  readonly id: string;
  readonly dryRun: boolean;
  readonly actorId: string | null;
  readonly tokenId: string;
  readonly input: unknown;
  readonly selection: unknown;
  readonly applied: unknown;
  readonly counts: OutcomeCounts;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** null: it cannot be undone. */
  readonly undoableUntil: Date | null;
  /** Absent: MUTATE. */
  readonly kind?: BulkOperationKind;
  /** What it undoes; absent: nothing. */
  readonly undoes?: UndoneOperation;
}

/** What became of one issue, as it is stored. Exactly one of groupId and requestedId is given. */
export interface OutcomeRow {
  readonly groupId: string | null;
  /** The issue's; null for NOT_FOUND, and only there. */
  readonly projectId: string | null;
  /** What was asked for, where it is no id at all. */
  readonly requestedId: string | null;
  readonly status: OutcomeStatus;
  readonly code: ProblemCode | null;
  readonly changes: readonly AttributeChange[] | null;
  readonly before: unknown;
}

/** The operation's record, written together with what it did. */
export function insertBulkOperation(record: OperationRecord): Statement {
  const { counts } = record;
  return statement(
    'insert-bulk-operation',
    `insert into bulk_operations (organization_id, id, kind, state, dry_run, actor_id, token_id, input, selection,
       applied, changed, unchanged, not_found, conflict, invalid, skipped, created_at, started_at, finished_at,
       undoable_until, undoes_id, origin_id, undo_depth)
     values ($1, $2, $18, 'COMPLETED', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17, $19, $20,
       $21)`,
    [
      record.organizationId,
      record.id,
      record.dryRun,
      record.actorId,
      record.tokenId,
      record.input === null ? null : storableJson(record.input),
      storableJson(record.selection),
      record.applied === null ? null : JSON.stringify(record.applied),
      counts.changed,
      counts.unchanged,
      counts.notFound,
      counts.conflict,
      counts.invalid,
      counts.skipped,
      record.startedAt,
      record.finishedAt,
      record.undoableUntil,
      record.kind ?? 'MUTATE',
      record.undoes?.id ?? null,
      record.undoes?.origin.id ?? null,
      record.undoes === undefined ? 0 : record.undoes.undoDepth + 1,
    ],
  );
}

/** What outcomes belong to, and their places; null: they count from 1. */
interface OutcomesOf extends TenantKey {
  readonly ordinals: readonly number[] | null;
}

/** Outcomes whose texts are made in one go: those of 10,000 together take a tenth of a second. */
const AT_ONCE = 250;

/**
 * The outcomes, in the order of the selection where their places are not given. Their JSON travels as lines, because
 * JSON has no bare line break and so needs no escaping: for 10,000 issues PostgreSQL took 199 ms, for jsonb[] it was
 * 390 (and 150 in Node), for one JSON document 465. What changed is often the same for many issues, so each text is
 * sent and read once: 98 instead of 110 ms of PostgreSQL's processor time, and a quarter less on the wire; 113 ms where
 * no two are the same. The images of what was there before are an issue's own.
 */
export function insertOutcomes(
  operation: TenantKey,
  outcomes: readonly OutcomeRow[],
  ordinals: readonly number[] | null = null,
): Statement {
  const columns = new OutcomeColumns();
  for (const outcome of outcomes) columns.add(outcome);
  return columns.insert({ ...operation, ordinals });
}

/** The same, with pauses in which others have a turn; the rows are made as they are asked for. None: no statement. */
export function* compileOutcomes(operation: OutcomesOf, outcomes: Iterable<OutcomeRow>): Iterable<Statement | Pause> {
  const columns = new OutcomeColumns();
  for (const outcome of outcomes) {
    columns.add(outcome);
    if (columns.length % AT_ONCE === 0) yield null;
  }
  if (columns.length > 0) yield columns.insert(operation);
}

/** Outcomes with the texts as which they travel. */
class OutcomeColumns {
  private readonly rows: OutcomeRow[] = [];
  private readonly changes = new Dictionary<string>();
  private readonly numbers: (number | null)[] = [];
  private readonly images: string[] = [];

  get length(): number {
    return this.rows.length;
  }

  add(outcome: OutcomeRow): void {
    this.rows.push(outcome);
    this.numbers.push(numberOf(this.changes, outcome.changes));
    this.images.push(outcome.before === null ? '' : JSON.stringify(outcome.before));
  }

  insert({ organizationId, id, ordinals }: OutcomesOf): Statement {
    return statement('insert-outcomes', INSERT, [
      organizationId,
      id,
      this.rows.map(({ groupId }) => groupId),
      this.rows.map(({ projectId }) => projectId),
      this.rows.map(({ requestedId }) => requestedId),
      this.rows.map(({ status }) => status),
      this.rows.map(({ code }) => code),
      this.numbers,
      this.changes.values.join('\n'),
      this.images.join('\n'),
      ordinals,
    ]);
  }
}

const INSERT = `
  with changes as materialized (
    select number, changes::jsonb from string_to_table($9, E'\\n') with ordinality c (changes, number)
  )
  insert into bulk_operation_outcomes
    (organization_id, operation_id, ordinal, group_id, project_id, requested_id, status, code, changes, before)
  select $1, $2, coalesce(n.given_ordinal, n.ordinal), n.group_id, n.project_id, n.requested_id, n.status, n.code,
    c.changes, nullif(n.before, '')::jsonb
  from rows from (unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::bigint[]),
    string_to_table($10, E'\\n'), unnest($11::integer[]))
    with ordinality n (group_id, project_id, requested_id, status, code, changes, before, given_ordinal, ordinal)
  left join changes c on c.number = n.changes`;

/** The line that holds the changes, from 1; null: there are none. */
function numberOf(dictionary: Dictionary<string>, changes: OutcomeRow['changes']): number | null {
  if (changes === null) return null;
  const text = JSON.stringify(changes);
  return dictionary.numberOf(text, () => text) + 1;
}
