import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/persistence/data-source';
import { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { buildProject, type TestProject } from '../../support/build/organization';
import { IngestServer, type Answer } from '../../support/ingest-server';
import { useOwnDatabase } from '../../support/own-database';
import { PostgresProxy } from '../../support/postgres-proxy';

const QUEUE = 4;

const database = useOwnDatabase('ingest_pressure');
let proxy: PostgresProxy;
/** Through the proxy. */
let dataSource: DataSource;
let server: IngestServer;
let project: TestProject;
beforeAll(async () => {
  proxy = await PostgresProxy.start(database.url);
  dataSource = createDataSource({ url: proxy.url, poolSize: 4, applicationName: 'muster-test' });
  await dataSource.initialize();
  const unitOfWork = new UnitOfWork(dataSource, { lockTimeoutMs: 20, statementTimeoutMs: 60_000 });
  server = await IngestServer.start({ unitOfWork }, { eventQueueLength: QUEUE, eventWriters: 1 });
  await database.query(`alter table events add constraint no_poison check (title not like 'poison%')`);
});
afterAll(async () => {
  await server?.stop();
  await dataSource?.destroy();
  await proxy?.close();
});
beforeEach(async () => {
  project = await buildProject(database);
});

function send(text: string, { id, publicKey }: TestProject = project): Promise<Answer> {
  const headers = { 'x-sentry-auth': `Sentry sentry_key=${publicKey}, sentry_version=7` };
  return server.send(`/api/${id}/store/`, { headers, chunks: [JSON.stringify({ message: text })] });
}

async function count(): Promise<number> {
  const rows = await database.query('select from events where organization_id = $1', [project.organizationId]);
  return rows.length;
}

const PAUSE = {
  'retry-after': '5',
  'x-sentry-rate-limits': '5:error:organization',
  'access-control-allow-origin': '*',
};

it('while the queue is full, events are answered 429 with a pause, and none of those that wait is lost', async () => {
  const held = proxy.hold('COMMIT', 'request');
  const waiting = Array.from({ length: QUEUE }, (_, index) => send(`waiting ${index}`));
  const { release } = await held;
  while (!server.acceptEvents.isFull(project.id)) await delay(5);
  expect(await send('too many')).toMatchObject({
    status: 429,
    headers: { ...PAUSE, 'x-sentry-error': 'Too many events are waiting to be stored.' },
  });
  const preflight = await server.send(`/api/${project.id}/store/`, { method: 'OPTIONS' });
  expect(preflight.status).toBe(204);
  release();
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(waiting.map(() => 200));
  expect((await send('later')).status).toBe(200);
  expect(await count()).toBe(QUEUE + 1);
});

it('an event that the database refuses is answered 400, those beside it 200', async () => {
  const held = proxy.hold('COMMIT', 'request');
  const first = send('first');
  const { release } = await held;
  const others = ['a', 'poison', 'b'].map((text) => send(text));
  while (!server.acceptEvents.isFull(project.id)) await delay(5);
  release();
  expect((await Promise.all([first, ...others])).map(({ status }) => status)).toEqual([200, 200, 400, 200]);
  const answer = await send('poison');
  expect(answer).toMatchObject({ headers: { 'x-sentry-error': 'The event holds what cannot be stored.' } });
  expect(answer.headers['retry-after']).toBeUndefined();
  expect(await count()).toBe(3);
});

it('an event that waits for a lock in vain is answered 503 with a pause', async () => {
  await database.unitOfWork.transaction(async (tx) => {
    const text = '/* test */ select from projects where organization_id = $1 and id = $2 for update';
    await tx.rows({ label: 'test', text, values: [project.organizationId, project.id] });
    expect(await send('busy')).toMatchObject({ status: 503, headers: PAUSE });
  });
  expect((await send('later')).status).toBe(200);
  expect(await count()).toBe(1);
});

it('an event on a connection that is lost is recorded on another', async () => {
  const held = proxy.hold('COMMIT', 'request');
  const lost = send('lost');
  (await held).drop();
  expect((await lost).status).toBe(200);
  expect((await send('later')).status).toBe(200);
  expect(await count()).toBe(2);
});

it('an event that comes while the database cannot be reached is answered 503 with a pause', async () => {
  await proxy.refuse(async () => {
    expect(await send('nowhere')).toMatchObject({
      status: 503,
      headers: { ...PAUSE, 'x-sentry-error': 'The event could not be stored now.' },
    });
  });
  expect((await send('later')).status).toBe(200);
  expect(await count()).toBe(1);
});
