import { setImmediate as nextTurn } from 'node:timers/promises';
import { statement, type Executor } from '../../../src/persistence/statement';
import { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const insertUser = (name: string) =>
  statement('insert-test-user', 'insert into users (email, username, name) values ($1, $1, $1)', [name]);
const divide = statement('divide', 'select 1 / $1::int', [0]);

async function usersCalled(beginning: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select count(*)::int as count from users where username like $1',
    [`${beginning}%`],
  );
  return row?.count ?? 0;
}

test('statements that are sent together share the transaction, and its first failure is the one that is thrown', async () => {
  const unitOfWork = new UnitOfWork(database.dataSource);
  const work = (tx: Executor): Promise<unknown> =>
    Promise.all([tx.rows(insertUser('together-1')), tx.rows(divide), tx.rows(insertUser('together-2'))]);
  await expect(unitOfWork.transaction(work)).rejects.toThrow('division by zero');
  expect(await usersCalled('together')).toBe(0);
});

test('the first failure is thrown also where the work hears of a later one before', async () => {
  const unitOfWork = new UnitOfWork(database.dataSource, { lockTimeoutMs: 1_000, statementTimeoutMs: 100 });
  const slow = async (tx: Executor): Promise<unknown> => {
    const rows = await tx.rows(statement('sleep', 'select pg_sleep(60)'));
    return rows.length;
  };
  const later = async (work: Promise<unknown>): Promise<unknown> => {
    const answer = await work;
    return answer;
  };
  const work = (tx: Executor): Promise<unknown> => Promise.all([later(slow(tx)), tx.rows(insertUser('behind'))]);
  await expect(unitOfWork.transaction(work)).rejects.toThrow('statement timeout');
});

test('a transaction in which a statement has failed is not taken for committed, whatever its work answers', async () => {
  const unitOfWork = new UnitOfWork(database.dataSource);
  const work = async (tx: Executor): Promise<string> => {
    await tx.rows(insertUser('unheard'));
    await Promise.allSettled([tx.rows(divide)]);
    return 'done';
  };
  await expect(unitOfWork.transaction(work)).rejects.toThrow('division by zero');
});

test('a statement that comes when the work is over is refused, and not written behind the commit', async () => {
  const unitOfWork = new UnitOfWork(database.dataSource);
  let late: Promise<unknown> = Promise.resolve();
  await unitOfWork.transaction(async (tx) => {
    late = nextTurn().then(() => tx.rows(insertUser('late')));
    void Promise.allSettled([late]);
  });
  await expect(late).rejects.toThrow('over');
  expect(await usersCalled('late')).toBe(0);
});

test('what a transaction is set to holds for the first statement of its work', async () => {
  const unitOfWork = new UnitOfWork(database.dataSource, { lockTimeoutMs: 1_234, statementTimeoutMs: 5_678 });
  const [row] = await unitOfWork.transaction((tx) =>
    tx.rows(
      statement(
        'read-settings',
        `select current_setting('lock_timeout') as lock, current_setting('transaction_isolation') as isolation`,
      ),
    ),
  );
  expect(row).toEqual({ lock: '1234ms', isolation: 'read committed' });
});
