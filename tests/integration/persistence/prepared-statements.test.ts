import { createDataSource } from '../../../src/persistence/data-source';
import { statement, variedStatement, type Statement } from '../../../src/persistence/statement';
import { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const byIds = (ids: readonly string[]): Statement =>
  statement('prepared-by-ids', 'select count(*)::integer as count from groups where id = any ($1::bigint[])', [ids]);

/** The labels of what the only session keeps after the work. */
async function keptAfter(pooled: boolean, work: (unitOfWork: UnitOfWork) => Promise<void>): Promise<readonly string[]> {
  const dataSource = createDataSource({ url: database.url, poolSize: 1, applicationName: 'muster-test', pooled });
  await dataSource.initialize();
  try {
    await work(new UnitOfWork(dataSource));
    const rows = await dataSource.query<{ text: string }[]>('select statement as text from pg_prepared_statements');
    return rows.map(({ text }) => /^\/\* (\S+) \*\//.exec(text)?.[1] ?? text);
  } finally {
    await dataSource.destroy();
  }
}

test('what is always the same is prepared once for a session, inside transactions and outside', async () => {
  const kept = await keptAfter(false, async (unitOfWork) => {
    for (const id of ['1', '2', '3']) await unitOfWork.reader.rows(byIds([id]));
    await unitOfWork.transaction((tx) => tx.rows(byIds(['4'])));
  });
  expect(kept.filter((label) => label === 'prepared-by-ids')).toHaveLength(1);
});

test('searches and long lists are planned for what they are', async () => {
  const kept = await keptAfter(false, async ({ reader }) => {
    const ids = Array.from({ length: 10_000 }, (_, index) => String(index));
    expect(await reader.rows(byIds(ids))).toHaveLength(1);
    await reader.rows(variedStatement('varied', 'select $1::text as search', ['is:unresolved']));
  });
  expect(kept).toEqual([]);
});

test('behind a pooler, whose sessions are not ours, nothing is prepared', async () => {
  const kept = await keptAfter(true, async ({ reader }) => {
    for (const id of ['1', '2']) await reader.rows(byIds([id]));
  });
  expect(kept).toEqual([]);
});

test('a transaction that failed leaves its session usable, also after a statement that was prepared in it', async () => {
  await keptAfter(false, async (unitOfWork) => {
    const broken = unitOfWork.transaction((tx) => tx.rows(statement('prepared-fails', 'select 1 / $1::integer', [0])));
    await expect(broken).rejects.toThrow('division by zero');
    expect(await unitOfWork.reader.rows(statement('prepared-fails', 'select 1 / $1::integer', [1]))).toHaveLength(1);
    expect(await unitOfWork.transaction((tx) => tx.rows(byIds(['1'])))).toEqual([
      { count: expect.any(Number) as number },
    ]);
  });
});

test('a migration that changes what a kept statement answers is noticed by nobody', async () => {
  await database.query('create table kept (id integer, name text)');
  const kept = ['kept-by-id', 'kept-by-name'].map((label) =>
    statement(label, 'select id, name from kept where id = $1', ['1']),
  );
  const askAll = async ({ reader }: UnitOfWork): Promise<unknown> => Promise.all(kept.map((one) => reader.rows(one)));
  try {
    await keptAfter(false, async (unitOfWork) => {
      await askAll(unitOfWork);
      await database.query('alter table kept alter name type varchar(20)');
      await askAll(unitOfWork);
      await database.query('alter table kept alter id type bigint');
      expect(await unitOfWork.transaction((tx) => Promise.all(kept.map((one) => tx.rows(one))))).toEqual([[], []]);
    });
  } finally {
    await database.query('drop table kept');
  }
});
