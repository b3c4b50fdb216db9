import { DeleteGroups } from '../../src/application/delete-groups/delete-groups.handler';
import type { GroupsToDelete } from '../../src/persistence/compile/delete-groups/delete-groups';
import type { UnitOfWork } from '../../src/persistence/unit-of-work';
import type { Queryable } from './build/insert-rows';
import type { TestDatabase } from './test-database';

/** A queued job that deletes issues. */
export interface QueuedDeletion {
  readonly key: string;
  readonly runAt: Date;
  readonly payload: GroupsToDelete;
}

/** The jobs that an operation (or a sweep for it) has queued, in the order of their keys. */
export function queuedDeletions(database: Queryable, operationId: string): Promise<QueuedDeletion[]> {
  return database.query<QueuedDeletion>(
    `select key, run_at as "runAt", payload from graphile_worker._private_jobs
     where payload ->> 'operationId' = $1 order by length(key), key`,
    [operationId],
  );
}

/** Runs them now, whatever their moment. */
export async function runDeletions(
  database: TestDatabase,
  operationId: string,
  unitOfWork: UnitOfWork = database.unitOfWork,
): Promise<void> {
  const jobs = await queuedDeletions(database, operationId);
  const deleteGroups = new DeleteGroups({ unitOfWork, clock: () => new Date(), pageSize: 3 });
  for (const { payload } of jobs) await deleteGroups.execute(payload);
}

/** How many rows each table has that name the issue, those that outlive it included. */
export async function rowsOfIssue(
  database: Queryable,
  { id }: { readonly id: string },
): Promise<Readonly<Record<string, number>>> {
  const tables = await database.query<{ name: string }>(`
    select t.relname as name from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'group_id'
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
      and not a.attisdropped order by 1`);
  const counts = tables.map(
    ({ name }) => `select '${name}' as name, count(*)::int as rows from ${name} where group_id = $1`,
  );
  const own = `select 'groups' as name, count(*)::int as rows from groups where id = $1`;
  const rows = await database.query<{ name: string; rows: number }>([own, ...counts].join(' union all '), [id]);
  return Object.fromEntries(rows.filter((row) => row.rows > 0).map((row) => [row.name, row.rows]));
}
