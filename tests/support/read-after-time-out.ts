import { createDataSource, type DatabaseOptions } from '../../src/persistence/data-source';
import { Deadline } from '../../src/persistence/deadline';
import { statement } from '../../src/persistence/statement';
import { UnitOfWork } from '../../src/persistence/unit-of-work';

/** What a read says whose time is over, and what the next answers on the only connection, which the first would hold for minutes. */
export async function readAfterTimeOut(
  options: Pick<DatabaseOptions, 'url' | 'pooled'>,
): Promise<readonly [unknown, unknown]> {
  const dataSource = createDataSource({ ...options, poolSize: 1, applicationName: 'muster-cancel' });
  await dataSource.initialize();
  try {
    const unitOfWork = new UnitOfWork(dataSource, { lockTimeoutMs: 1_000, statementTimeoutMs: 600_000 });
    const sleep = statement('sleep', 'select pg_sleep($1)', [600]);
    const deadline = new Deadline(200);
    const [slow] = await Promise.allSettled([deadline.run(() => unitOfWork.transaction((tx) => tx.rows(sleep)))]);
    const rows = await unitOfWork.transaction((tx) => tx.rows(statement('one', 'select 1 as one')));
    return [slow.status === 'rejected' ? (slow.reason as Error).name : slow.value, rows];
  } finally {
    await dataSource.destroy();
  }
}
