import type { Application } from '../../src/application/application';
import type {
  BulkMutateIssuesCommand,
  BulkMutateIssuesResult,
} from '../../src/application/bulk-mutate-issues/bulk-mutate-issues.command';
import { createApplication } from '../../src/bootstrap/create-application';
import type { Caller } from '../../src/domain/access';
import type { MutationInput } from '../../src/domain/attributes/read-input';
import type { MutationOptions } from '../../src/domain/bulk/mutation-options';
import type { WhereInput } from '../../src/domain/bulk/selection';
import type { Problem } from '../../src/domain/problem';
import type { TestToken } from './build/token';
import { SETTINGS } from './settings';
import type { TestDatabase } from './test-database';

/** An outcome as it is stored, `before` included. */
export interface StoredOutcome {
  readonly issueId: string;
  readonly status: string;
  readonly code: string | null;
  readonly changes: readonly { readonly attribute: string; readonly before: unknown; readonly after: unknown }[] | null;
  readonly before: Readonly<Record<string, unknown>> | null;
}

/** What a call answered, with the record of its operation; without problems there is one. */
export interface BulkAnswer {
  readonly problems: readonly Problem[];
  /** '' where the call was refused. */
  readonly operationId: string;
  /** Those that are not zero. */
  readonly counts: Readonly<Record<string, number>>;
  readonly outcomes: readonly StoredOutcome[];
  readonly applied: Readonly<Record<string, unknown>> | null;
  readonly record: Readonly<Record<string, unknown>>;
}

export interface BulkCall {
  readonly ids?: readonly string[] | null;
  readonly where?: WhereInput;
  readonly input: MutationInput;
  readonly options?: Partial<MutationOptions>;
}

export interface BulkMutation {
  /** The time that the server reads; null: the real one. */
  now: Date | null;
  readonly application: Application;
  /** Calls the mutation as the owner of the token. */
  call(token: Pick<TestToken, 'token'>, call: BulkCall): Promise<BulkAnswer>;
  /** Calls `deleteIssues`. */
  delete(token: Pick<TestToken, 'token'>, call: Omit<BulkCall, 'input'>): Promise<BulkAnswer>;
  /** What is recorded of an operation now. */
  read(id: string): Promise<BulkAnswer>;
  /** Undoes an operation, leaving out what has changed since. */
  undo(token: Pick<TestToken, 'token'>, id: string, options?: Partial<MutationOptions>): Promise<BulkAnswer>;
}

/** The mutation without a transport, on a clock that tests may move; call it at the top of a test file. */
export function useBulkMutation(database: TestDatabase, given: Partial<typeof SETTINGS> = {}): BulkMutation {
  const bulk = { now: null } as { -readonly [K in keyof BulkMutation]: BulkMutation[K] };
  beforeAll(() => {
    const clock = (): Date => bulk.now ?? new Date();
    const settings = { ...SETTINGS, ...given };
    bulk.application = createApplication({ unitOfWork: database.unitOfWork, clock, settings });
  });
  beforeEach(() => {
    bulk.now = null;
  });
  const callerOf = async ({ token }: Pick<TestToken, 'token'>): Promise<Caller> => {
    const caller = await bulk.application.authenticate.execute(token);
    if (caller === null) throw new Error('the token was refused');
    return caller;
  };
  const answerOf = async (result: BulkMutateIssuesResult): Promise<BulkAnswer> => {
    if (!result.refused) return recordOf(database, result.operation.id);
    return { problems: result.problems, operationId: '', counts: {}, outcomes: [], applied: null, record: {} };
  };
  const withDefaults = (options: BulkCall['options']): MutationOptions => ({
    dryRun: false,
    errorPolicy: 'ALL_OR_NOTHING',
    ...options,
  });
  bulk.call = async (token, { options, ...call }) => {
    const command: BulkMutateIssuesCommand = { ...call, options: withDefaults(options) };
    return answerOf(await bulk.application.bulkMutateIssues.execute(await callerOf(token), command));
  };
  bulk.delete = async (token, { options, ...call }) => {
    const command = { ...call, options: withDefaults(options) };
    return answerOf(await bulk.application.deleteIssues.execute(await callerOf(token), command));
  };
  bulk.read = (id) => recordOf(database, id);
  bulk.undo = async (token, id, options) => {
    const command = { id, options: withDefaults({ errorPolicy: 'SKIP_INVALID', ...options }) };
    return answerOf(await bulk.application.undoBulkOperation.execute(await callerOf(token), command));
  };
  return bulk;
}

async function recordOf(database: TestDatabase, operationId: string): Promise<BulkAnswer> {
  const [record = {}] = await database.query<Record<string, unknown>>(`select * from bulk_operations where id = $1`, [
    operationId,
  ]);
  const outcomes = await database.query<StoredOutcome>(
    `select coalesce(group_id::text, requested_id) as "issueId", status, code, changes, before
     from bulk_operation_outcomes where operation_id = $1 order by ordinal`,
    [operationId],
  );
  const names = ['changed', 'unchanged', 'not_found', 'conflict', 'invalid', 'skipped', 'pending'];
  const counts = names.map((name) => [name, Number(record[name])] as const).filter(([, count]) => count > 0);
  const applied = record['applied'] as BulkAnswer['applied'];
  return { problems: [], operationId, counts: Object.fromEntries(counts), outcomes, applied, record };
}

/** Problems in short: the code, and the path that they point to. */
export function codesOf({ problems }: Pick<BulkAnswer, 'problems'>): string[] {
  return problems.map(({ code, field }) => (field === null ? code : `${code} ${field.join('.')}`));
}

/** Outcomes in short: `CHANGED`, or `INVALID/ACTOR_NOT_MEMBER`. */
export function statusesOf({ outcomes }: Pick<BulkAnswer, 'outcomes'>): string[] {
  return outcomes.map(({ status, code }) => (code === null ? status : `${status}/${code}`));
}
