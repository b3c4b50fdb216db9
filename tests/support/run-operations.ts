import { RunBulkOperation } from '../../src/application/run-bulk-operation/run-bulk-operation.handler';
import type { TestDatabase } from './test-database';
import { SETTINGS } from './settings';

/** What of a database and of the settings matters here. */
interface Runner {
  readonly settings?: Partial<typeof SETTINGS>;
  readonly clock?: () => Date;
}

const clock = (): Date => new Date();

/** Carries out an operation as its job does, turn after turn, until it ends or waits for others. */
export async function runOperation(
  database: Pick<TestDatabase, 'unitOfWork' | 'query'>,
  key: { readonly organizationId: string; readonly operationId: string },
  given: Runner = {},
): Promise<void> {
  const { unitOfWork } = database;
  const dependencies = { unitOfWork, clock: given.clock ?? clock, settings: { ...SETTINGS, ...given.settings } };
  const handler = new RunBulkOperation(dependencies);
  let last = '';
  for (;;) {
    // One turn after the other, as by one worker.
    await handler.execute({ ...key, slot: 0 });
    const [now] = await database.query<{ now: string }>(
      `select state || coalesce((select sum(done) from bulk_operation_pages p where p.operation_id = o.id)::text, '') as now
       from bulk_operations o where id = $1`,
      [key.operationId],
    );
    if (now === undefined || now.now === last || !now.now.startsWith('RUNNING')) return;
    last = now.now;
  }
}
