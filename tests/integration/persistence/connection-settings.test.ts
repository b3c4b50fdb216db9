import { Client } from 'pg';
import { connectionSettings } from '../../../src/persistence/connection-settings';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const SETTINGS = `select name, setting from pg_settings
  where name = any('{statement_timeout,lock_timeout,idle_in_transaction_session_timeout,tcp_keepalives_idle,tcp_keepalives_interval,tcp_keepalives_count}')`;

interface Setting {
  readonly name: string;
  readonly setting: string;
}

const byName = (rows: readonly Setting[]): object =>
  Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
/** Of a session outside a transaction; times in milliseconds, those of TCP in seconds. */
const SESSION = {
  statement_timeout: '15000',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '60000',
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
};

it('a connection of the pool waits for nothing for ever', async () => {
  expect(byName(await database.query<Setting>(SETTINGS))).toEqual(SESSION);
});

it('a transaction has limits of its own, and leaves none behind', async () => {
  const inside = await database.unitOfWork.transaction((tx) =>
    tx.rows<Setting>({ label: 'test', text: SETTINGS, values: [] }),
  );
  expect(byName(inside)).toEqual({ ...SESSION, statement_timeout: '60000', lock_timeout: '2000' });
  expect(byName(await database.query<Setting>(SETTINGS))).toEqual(SESSION);
});

it('so has the connection of the queue, or the one that listens', async () => {
  const client = new Client(connectionSettings({ url: database.url, applicationName: 'muster-test' }));
  await client.connect();
  const { rows } = await client.query<Setting>(SETTINGS);
  await client.end();
  expect(byName(rows)).toEqual(SESSION);
});

it('a session that stands still inside a transaction is ended, and what waits for its locks goes on', async () => {
  const url = new URL(database.url);
  url.searchParams.set('idle_in_transaction_session_timeout', '100');
  const client = new Client(connectionSettings({ url: url.toString(), applicationName: 'muster-test' }));
  const ended = new Promise<Error & { code?: string }>((resolve) => client.on('error', resolve));
  await client.connect();
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock(71)');
  await database.query('select pg_advisory_lock(71), pg_advisory_unlock(71)');
  expect((await ended).code).toBe('25P03');
});
