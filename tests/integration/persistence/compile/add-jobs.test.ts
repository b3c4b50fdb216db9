import { addJobs, removeJobs, type JobRequest } from '../../../../src/persistence/compile/add-jobs';
import { Rollback } from '../../../../src/persistence/unit-of-work';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const RUN_AT = new Date('2030-01-01T00:00:00.000Z');

function request(key: string, number = 1): JobRequest {
  return { name: 'add-jobs-test', key, payload: { number, text: 'a "quoted" \\ one' }, runAt: RUN_AT };
}

function queued(keys: readonly string[]): Promise<object[]> {
  return database.query(
    `select key, run_at as "runAt", payload from graphile_worker._private_jobs where key = any($1) order by key`,
    [`{${keys.join(',')}}`],
  );
}

it('queues with the transaction: what is rolled back was never asked for', async () => {
  await database.unitOfWork.transaction(async (tx) => {
    await tx.rows(addJobs([request('add:b'), request('add:a')]));
    return new Rollback(null);
  });
  expect(await queued(['add:a', 'add:b'])).toEqual([]);
  await database.unitOfWork.transaction((tx) => tx.rows(addJobs([request('add:b'), request('add:a')])));
  expect(await queued(['add:a', 'add:b'])).toEqual([
    { key: 'add:a', runAt: RUN_AT, payload: request('add:a').payload },
    { key: 'add:b', runAt: RUN_AT, payload: request('add:b').payload },
  ]);
});

it('keeps one job a key, the last one asked for', async () => {
  await database.sql(addJobs([request('same', 1)]));
  await database.sql(addJobs([request('same', 2)]));
  expect(await queued(['same'])).toEqual([expect.objectContaining({ payload: request('same', 2).payload })]);
});

it('has jobs that are due begin at once, also where the clock of this process is ahead', async () => {
  const now = new Date(Date.now() + 300_000);
  const later = new Date(now.getTime() + 60_000);
  const jobs = [
    { ...request('ahead:due'), runAt: now },
    { ...request('ahead:later'), runAt: later },
    { ...request('ahead:overdue'), runAt: new Date(0) },
  ];
  await database.sql(addJobs(jobs, { now }));
  const [due, ...others] = await queued(['ahead:due', 'ahead:later', 'ahead:overdue']);
  expect((due as { runAt: Date }).runAt.getTime()).toBeLessThan(now.getTime() - 200_000);
  expect(others).toMatchObject([{ runAt: later }, { runAt: new Date(0) }]);
});

it('takes jobs out again, also those that are not there', async () => {
  await database.sql(addJobs([request('gone:a'), request('gone:b')]));
  await database.sql(removeJobs(['gone:a', 'never']));
  expect(await queued(['gone:a', 'gone:b', 'never'])).toEqual([expect.objectContaining({ key: 'gone:b' })]);
});
