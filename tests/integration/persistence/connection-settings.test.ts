import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { connectionSettings } from '../../../src/persistence/connection-settings';
import { createDataSource } from '../../../src/persistence/data-source';
import { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
/** As a server opens them; the tests' own are more patient. */
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
beforeAll(async () => {
  dataSource = createDataSource({ url: database.url, poolSize: 1, applicationName: 'muster-test' });
  await dataSource.initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(() => dataSource?.destroy());

const SETTINGS = `select name, setting from pg_settings
  where name = any('{statement_timeout,lock_timeout,idle_in_transaction_session_timeout,tcp_keepalives_idle,tcp_keepalives_interval,tcp_keepalives_count}')`;

interface Setting {
  readonly name: string;
  readonly setting: string;
}

const READ = { label: 'test', text: SETTINGS, values: [] };
const ofSession = (): Promise<Setting[]> => unitOfWork.reader.rows<Setting>(READ);
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
  expect(byName(await ofSession())).toEqual(SESSION);
});

it('a transaction has limits of its own, and leaves none behind', async () => {
  const inside = await unitOfWork.transaction((tx) => tx.rows<Setting>(READ));
  expect(byName(inside)).toEqual({ ...SESSION, statement_timeout: '60000', lock_timeout: '2000' });
  expect(byName(await ofSession())).toEqual(SESSION);
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
  url.searchParams.set('idle_in_transaction_session_timeout', '1500');
  const client = new Client(connectionSettings({ url: url.toString(), applicationName: 'muster-test' }));
  const ended = new Promise<Error & { code?: string }>((resolve) => client.on('error', resolve));
  await client.connect();
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock(71)');
  await database.query('select pg_advisory_lock(71), pg_advisory_unlock(71)');
  expect((await ended).code).toBe('25P03');
});

const message = (type: string, body: string): Buffer => {
  const header = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  header.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([header, Buffer.from(body, 'latin1')]);
};

it.each([false, true])('a session that ends as it begins ends no process, through a pooler: %s', async (pooled) => {
  const shutDown = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const begun = Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I'), shutDown]);
  const server = createServer((socket) => socket.once('data', () => socket.end(begun)).on('error', () => undefined));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `postgres://muster@127.0.0.1:${(server.address() as AddressInfo).port}/muster`;
  const dying = createDataSource({ url, poolSize: 1, applicationName: 'muster-test', pooled });
  await expect(dying.initialize()).rejects.toThrow(/Connection|not queryable|terminating/);
  server.close();
});
