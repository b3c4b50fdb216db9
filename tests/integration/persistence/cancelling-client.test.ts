import type { DataSource } from 'typeorm';
import { TimeOutError } from '../../../src/domain/time-out';
import { createDataSource } from '../../../src/persistence/data-source';
import { Deadline } from '../../../src/persistence/deadline';
import { statement, type Executor, type Statement } from '../../../src/persistence/statement';
import { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
/** Of a single connection, whose statements may take longer than anybody waits for it. */
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
beforeAll(async () => {
  dataSource = createDataSource({
    ...{ url: database.url, poolSize: 1, applicationName: 'muster-cancel', readTimeoutMs: 120_000 },
  });
  await dataSource.initialize();
  unitOfWork = new UnitOfWork(dataSource, { lockTimeoutMs: 120_000, statementTimeoutMs: 120_000 });
});
afterAll(() => dataSource?.destroy());

const sleep = (seconds: number): Statement => statement('sleep', 'select pg_sleep($1)', [seconds]);
const within = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
  const deadline = new Deadline(ms);
  return deadline.run(work).finally(() => deadline.close());
};

test('the connection of a read whose time is over is there for the next', async () => {
  await expect(within(100, () => unitOfWork.reader.rows(sleep(100)))).rejects.toThrow(TimeOutError);
  expect(await unitOfWork.reader.rows(statement('one', 'select 1 as one'))).toEqual([{ one: 1 }]);
});

test('so is that of a transaction, of which nothing stays, whatever else was on its way', async () => {
  const insertUser = statement('insert-test-user', `insert into users (email, username, name) values ('c', 'c', 'c')`);
  const work = (tx: Executor): Promise<unknown> =>
    Promise.all([tx.rows(insertUser), tx.rows(sleep(100)), tx.rows(sleep(100)), tx.rows(insertUser)]);
  await expect(within(100, () => unitOfWork.transaction(work))).rejects.toThrow(TimeOutError);
  const count = statement('count-test-users', `select count(*)::integer as count from users where username = 'c'`);
  expect(await unitOfWork.transaction((tx) => tx.rows(count))).toEqual([{ count: 0 }]);
});

test('what comes next on the connection is never cancelled instead', async () => {
  const slow = (executor: Executor): Promise<unknown> => executor.rows(sleep(0.003));
  const ends: string[] = [];
  for (let round = 0; round < 150; round += 1) {
    const ms = 3 + (round % 7);
    const work =
      round % 2 === 0
        ? () => slow(unitOfWork.reader)
        : () => unitOfWork.transaction((tx) => Promise.all([slow(tx), slow(tx)]));
    const [done] = await Promise.allSettled([within(ms, work)]);
    ends.push(done.status === 'fulfilled' ? 'done' : (done.reason as Error).name);
    await unitOfWork.transaction(async (tx) => tx.rows(sleep(0.001)));
  }
  expect([...new Set(ends)].sort()).toEqual(['TimeOutError', 'done']);
});
