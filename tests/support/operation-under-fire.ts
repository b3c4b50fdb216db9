import { SweepOperations } from '../../src/application/run-bulk-operation/sweep-operations.handler';
import { BulkMutateIssues } from '../../src/application/bulk-mutate-issues/bulk-mutate-issues.handler';
import type { Queryable } from './build/insert-rows';
import { buildWorld, type World } from './build/world';
import { bulkDependencies } from './bulk-dependencies';
import { callerOf } from './bulk-mutation';
import { killWorkerAt } from './kill-worker';
import { runOperation } from './run-operations';
import { SETTINGS } from './settings';
import type { TestDatabase } from './test-database';

/** What was seen of an operation whose workers were killed. */
export interface OperationUnderFire {
  /** Issues that were done after each kill. */
  readonly done: readonly number[];
  /** How many issues have which version at the end: each was changed once. */
  readonly versions: readonly { readonly version: number; readonly issues: number }[];
  /** Of the operation at the end. */
  readonly record: Readonly<Record<string, unknown>>;
  /** Outcomes, the issues and the ordinals that they have, and the activities of the issues. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Resolves issues by a job whose worker is killed at the next of the moments; the last one comes to the end. */
export async function operationUnderFire(
  database: TestDatabase,
  issues: number,
  moments: readonly string[],
): Promise<OperationUnderFire> {
  const world = await buildWorld(database);
  const { id: organizationId } = world.organization;
  await buildMany(database, world, issues);
  const caller = await callerOf(database.unitOfWork, world.token);
  const mutation = new BulkMutateIssues(bulkDependencies(database.unitOfWork));
  const result = await mutation.execute(caller, {
    where: { status: 'UNRESOLVED' },
    input: { status: 'RESOLVED' },
    options: { dryRun: false, errorPolicy: 'ALL_OR_NOTHING', mode: 'ASYNC' },
  });
  if (result.refused) throw new Error(JSON.stringify(result.problems));
  const operationId = result.operation.id;

  const clock = (): Date => new Date();
  const done: number[] = [];
  for (const moment of moments) {
    await killWorkerAt(database, moment);
    done.push(await doneOf(database, operationId));
    await standStill(database, operationId);
    await new SweepOperations({ unitOfWork: database.unitOfWork, clock, settings: SETTINGS }).execute();
  }
  await runOperation(database, { organizationId, operationId });
  return { done, ...(await endOf(database, organizationId, operationId)) };
}

/** Issues by the thousand, with what a resolve looks at. */
export async function buildMany(database: Queryable, { project, organization }: World, issues: number): Promise<void> {
  await database.query(
    `with issue as (
       insert into groups (organization_id, project_id, short_id, title, level, status, substatus, priority, first_seen,
         active_at, changed_at)
       select $1, $2, n, 'Error: ' || n, 'ERROR', 'UNRESOLVED', 'NEW', 'MEDIUM', now(), now(), now()
       from generate_series(1, $3::integer) n returning *
     ), inbox as (
       insert into group_inboxes select organization_id, id, project_id, 'NEW', null, first_seen from issue
     )
     insert into group_open_periods (organization_id, group_id, project_id, date_started)
     select organization_id, id, project_id, first_seen from issue`,
    [organization.id, project.id, issues],
  );
  await database.query('analyze');
}

/** As if a minute had passed since the operation moved: then a sweep takes its jobs for lost. */
export async function standStill(database: Queryable, operationId: string): Promise<void> {
  const minute = `interval '1 minute'`;
  await database.query(
    `update bulk_operations
     set started_at = started_at - ${minute}, frozen_at = frozen_at - ${minute}, swept_at = swept_at - ${minute}
     where id = $1`,
    [operationId],
  );
  await database.query(`update bulk_operation_pages set updated_at = updated_at - ${minute} where operation_id = $1`, [
    operationId,
  ]);
}

/** Issues that have their outcome, of an operation that has not come to its end. */
export async function doneOf(database: Queryable, operationId: string): Promise<number> {
  const [row] = await database.query<{ done: number }>(
    `select coalesce(sum(done), 0)::integer as done from bulk_operation_pages where operation_id = $1`,
    [operationId],
  );
  return row?.done ?? 0;
}

/** What is there when the operation has ended. */
export async function endOf(
  database: Queryable,
  organizationId: string,
  operationId: string,
): Promise<Omit<OperationUnderFire, 'done'>> {
  const versions = await database.query<{ version: number; issues: number }>(
    `select version, count(*)::integer as issues from groups where organization_id = $1 group by version`,
    [organizationId],
  );
  const [record = {}] = await database.query<Record<string, unknown>>(
    `select state, changed, pending, request, error from bulk_operations where id = $1`,
    [operationId],
  );
  const [rows = {}] = await database.query<Record<string, number>>(
    `select count(*)::integer as outcomes, count(distinct group_id)::integer as issues, max(ordinal) as "lastOrdinal",
       (select count(*)::integer from activities where organization_id = $1) as activities,
       (select count(*)::integer from group_inboxes where organization_id = $1) as inboxes,
       (select count(*)::integer from bulk_operation_pages where operation_id = $2) as pages
     from bulk_operation_outcomes where operation_id = $2`,
    [organizationId, operationId],
  );
  return { versions, record, rows };
}
