import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { compiledFile } from '../../support/compiled-program';
import { useOwnDatabase } from '../../support/own-database';
import { until } from '../../support/until';

// It takes whatever waits in a database, also what other tests have left.
const database = useOwnDatabase('cli_worker');
let worker: ChildProcess | undefined;

afterEach(() => {
  worker?.kill('SIGKILL');
});

test('a worker runs until it is asked to end, and leaves no connection', async () => {
  worker = spawn(process.execPath, [compiledFile('src/cli/muster.ts'), 'worker'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: database.url, LOG_LEVEL: 'silent' },
  });
  const { stdout, stderr } = worker;
  if (stdout === null || stderr === null) throw new Error('the worker has no output');
  const printed = text(stdout);
  const running = new Promise<void>((resolve) => {
    stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Running jobs: keep-event-partitions')) resolve();
    });
  });
  await running;
  worker.kill('SIGTERM');
  expect(await once(worker, 'exit')).toEqual([0, null]);
  expect(await printed).toBe('');
  const left = `select from pg_stat_activity
    where datname = current_database() and application_name like 'muster-worker%'`;
  await until(async () => (await database.query(left)).length === 0);
});
