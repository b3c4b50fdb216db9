import { randomUUID } from 'node:crypto';
import { buildProject, type TestProject } from '../../support/build/organization';
import { PostgresProxy } from '../../support/postgres-proxy';
import { ServerProcess } from '../../support/server-process';
import { useOwnDatabase } from '../../support/own-database';
import { until } from '../../support/until';

const SENDERS = 20;
/** A queue of which one project may have as much as they send. */
const SHARED = 25;
const ENOUGH = 150;

// Their workers take whatever waits in a database, also what other tests have left.
const database = useOwnDatabase('durability');
let proxy: PostgresProxy;
let server: ServerProcess | undefined;
let project: TestProject;
beforeAll(async () => {
  proxy = await PostgresProxy.start(database.url);
});
beforeEach(async () => {
  project = await buildProject(database);
});
afterEach(() => server?.kill());
afterAll(() => proxy?.close());

/** The ids of events that were answered 200. */
class Sender {
  readonly answered: string[] = [];

  constructor(private readonly url: string) {}

  async send(): Promise<number> {
    const id = randomUUID().replaceAll('-', '');
    const response = await fetch(`${this.url}/api/${project.id}/store/?sentry_key=${project.publicKey}`, {
      method: 'POST',
      body: JSON.stringify({ event_id: id, message: `order ${this.answered.length}`, user: { id } }),
    });
    if (response.status === 200) this.answered.push(id);
    await response.text();
    return response.status;
  }

  /** One after the other until the server is gone. */
  async sendUntilGone(): Promise<void> {
    for (;;) {
      const sent = await Promise.allSettled([this.send()]);
      if (sent[0].status === 'rejected') return;
    }
  }
}

/** The events of the project, and what its only issue counts. */
async function kept(): Promise<{ ids: ReadonlySet<string>; timesSeen: string; people: string }> {
  const events = await database.query<{ id: string }>(
    `select replace(event_id::text, '-', '') as id from events where organization_id = $1`,
    [project.organizationId],
  );
  const [counters] = await database.query<{ timesSeen: string; people: string }>(
    `select times_seen::text as "timesSeen", users_seen::text as people from group_counters where organization_id = $1`,
    [project.organizationId],
  );
  return {
    ids: new Set(events.map(({ id }) => id)),
    timesSeen: counters?.timesSeen ?? '',
    people: counters?.people ?? '',
  };
}

it('of a server that is killed in full flight, every event that was answered is kept and counted once', async () => {
  server = await ServerProcess.start(database.url);
  const sender = new Sender(server.url);
  const senders = Array.from({ length: SENDERS }, () => sender.sendUntilGone());
  await until(() => sender.answered.length >= ENOUGH);
  await server.kill();
  await Promise.all(senders);
  const connections = `select from pg_stat_activity where datname = current_database() and application_name = 'muster-server'`;
  await until(async () => (await database.query(connections)).length === 0);

  const { ids, timesSeen, people } = await kept();
  expect(sender.answered.filter((id) => !ids.has(id))).toEqual([]);
  // What was committed and not answered any more is whole as well.
  expect([timesSeen, people]).toEqual([String(ids.size), String(ids.size)]);
});

it('a server that is asked to stop answers the events that it has taken in', async () => {
  server = await ServerProcess.start(proxy.url, {
    ...{ MUSTER_EVENT_QUEUE_LENGTH: String(SHARED), MUSTER_EVENT_WRITERS: '1' },
  });
  const sender = new Sender(server.url);
  const held = proxy.hold('insert-events', 'request');
  const waiting = Array.from({ length: SENDERS }, () => sender.send());
  const { release } = await held;
  // Without a key: it is asked for only where there is room.
  const { url } = server;
  await until(async () => {
    const answer = await fetch(`${url}/api/${project.id}/store/`, { method: 'POST' });
    await answer.text();
    return answer.status === 429;
  });
  const stopped = server.stop();
  release();
  const statuses = await Promise.all(waiting);
  expect(await stopped).toBe(0);
  expect(new Set(statuses)).toEqual(new Set([200]));
  const { ids, timesSeen } = await kept();
  expect([ids.size, timesSeen]).toEqual([SENDERS, String(SENDERS)]);
});
