import type { DataSource } from 'typeorm';
import {
  AcceptEvents,
  type Acceptance,
  type AcceptEventsSettings,
} from '../../../../src/application/accept-events/accept-events.handler';
import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import type { IncomingEvent } from '../../../../src/application/ingest-events/incoming-event';
import { createDataSource } from '../../../../src/persistence/data-source';
import { UnitOfWork, type TransactionLimits } from '../../../../src/persistence/unit-of-work';
import { incomingEvent } from '../../../support/build/event';
import { buildProject, type TestProject } from '../../../support/build/organization';
import { useOwnDatabase } from '../../../support/own-database';
import { PostgresProxy } from '../../../support/postgres-proxy';
import { SETTINGS } from '../../../support/settings';

const database = useOwnDatabase('accept_events');
let proxy: PostgresProxy;
/** Through the proxy. */
let dataSource: DataSource;
let project: TestProject;
beforeAll(async () => {
  proxy = await PostgresProxy.start(database.url);
  dataSource = createDataSource({ url: proxy.url, poolSize: 4, applicationName: 'muster-test' });
  await dataSource.initialize();
  await database.query(`alter table events add constraint no_poison check (title not like 'poison%')`);
});
afterAll(async () => {
  await dataSource?.destroy();
  await proxy?.close();
});
beforeEach(async () => {
  project = await buildProject(database);
});

interface Given extends Partial<AcceptEventsSettings> {
  readonly limits?: TransactionLimits;
}

function acceptor({ limits, ...settings }: Given = {}): AcceptEvents {
  const unitOfWork = new UnitOfWork(dataSource, limits);
  const ingestEvents = new IngestEvents({ unitOfWork, clock: () => new Date() });
  return new AcceptEvents({ ingestEvents, settings: { ...SETTINGS, eventWriters: 1, ...settings } });
}

const message = (text: string, of: TestProject = project): IncomingEvent => incomingEvent(of, { message: text });

async function titles(of: TestProject = project): Promise<string[]> {
  const rows = await database.query<{ title: string }>(
    'select title from events where organization_id = $1 and project_id = $2 order by title',
    [of.organizationId, of.id],
  );
  return rows.map(({ title }) => title);
}

/** Sends the others while the first is being written, so that they go together. */
async function together(events: AcceptEvents, others: readonly IncomingEvent[]): Promise<readonly Acceptance[]> {
  const held = proxy.hold('COMMIT', 'request');
  const first = events.execute([message('first')]);
  const { release } = await held;
  const waiting = Promise.all(others.map((event) => events.execute([event])));
  release();
  expect(await first).toBe('RECORDED');
  return waiting;
}

it('writes what comes meanwhile in one transaction', async () => {
  const others = Array.from({ length: 50 }, (_, index) => message(`other ${index}`));
  const events = acceptor();
  const committed = await proxy.committed(async () => {
    expect(new Set(await together(events, others))).toEqual(new Set(['RECORDED']));
  });
  const writing = committed.filter((transaction) => transaction.some(({ label }) => label === 'insert-events'));
  expect(writing).toHaveLength(2);
  expect(await titles()).toHaveLength(51);
});

it('answers after the commit, not before', async () => {
  const held = proxy.hold('COMMIT', 'answer');
  let answered = false;
  const first = acceptor()
    .execute([message('first')])
    .finally(() => (answered = true));
  const { release } = await held;
  expect(answered).toBe(false);
  expect(await titles()).toEqual(['first']);
  release();
  expect(await first).toBe('RECORDED');
});

it('takes in no more than the queue holds, and again once there is room', async () => {
  const events = acceptor({ eventQueueLength: 3 });
  const held = proxy.hold('COMMIT', 'request');
  const [a, b, c] = ['a', 'b', 'c'].map((text) => events.execute([message(text)]));
  const { release } = await held;
  expect(events.isFull(project.id)).toBe(true);
  expect(await events.execute([message('d')])).toBe('FULL');
  expect(await events.execute([])).toBe('RECORDED');
  release();
  expect(await Promise.all([a, b, c])).toEqual(['RECORDED', 'RECORDED', 'RECORDED']);
  expect(events.isFull(project.id)).toBe(false);
  expect(await events.execute([message('e')])).toBe('RECORDED');
  expect(await titles()).toEqual(['a', 'b', 'c', 'e']);
});

it('an event that the database refuses fails alone', async () => {
  const texts = ['0', 'poison 1', '2', '3', '4', 'poison 5', '6', '7', '8', '9', 'poison 10'];
  const answers = await together(
    acceptor(),
    texts.map((text) => message(text)),
  );
  expect(answers).toEqual(texts.map((text) => (text.startsWith('poison') ? 'REFUSED' : 'RECORDED')));
  expect(await titles()).toEqual(['0', '2', '3', '4', '6', '7', '8', '9', 'first']);
  const issues = await database.query<{ title: string }>(
    `select g.title from groups g where g.organization_id = $1 and g.title like 'poison%'`,
    [project.organizationId],
  );
  expect(issues).toEqual([]);
});

it('the events of one request are refused together', async () => {
  expect(await acceptor().execute([message('good'), message('poison')])).toBe('REFUSED');
  expect(await titles()).toEqual([]);
});

it('an event that waits for a lock in vain does not fail those of other projects', async () => {
  const other = await buildProject(database, { organizationId: project.organizationId });
  const busy = await buildProject(database, { organizationId: project.organizationId });
  const events = acceptor({ limits: { lockTimeoutMs: 20, statementTimeoutMs: 60_000 } });
  const answers = await database.unitOfWork.transaction(async (tx) => {
    // As an import does: new issues of the project wait.
    const text = '/* test */ select from projects where organization_id = $1 and id = $2 for update';
    await tx.rows({ label: 'test', text, values: [busy.organizationId, busy.id] });
    return together(events, [message('a', other), message('b', busy), message('c'), message('d', busy)]);
  });
  expect(answers).toEqual(['RECORDED', 'BUSY', 'RECORDED', 'BUSY']);
  expect([await titles(other), await titles(), await titles(busy)]).toEqual([['a'], ['c', 'first'], []]);
});

it.each(['request', 'answer'] as const)(
  'a connection that is lost while it commits loses nothing and counts nothing twice: at the %s',
  async (side) => {
    const events = acceptor();
    const held = proxy.hold('COMMIT', side);
    const first = events.execute([message('first'), message('first')]);
    const { drop } = await held;
    const next = events.execute([message('next')]);
    drop();
    expect(await Promise.all([first, next])).toEqual(['RECORDED', 'RECORDED']);
    expect(await titles()).toEqual(['first', 'first', 'next']);
    const counters = await database.query<{ times: string }>(
      'select times_seen as times from group_counters where organization_id = $1 and project_id = $2 order by 1',
      [project.organizationId, project.id],
    );
    expect(counters.map(({ times }) => Number(times))).toEqual([1, 2]);
    expect(events.isFull(project.id)).toBe(false);
  },
);

it('leaves room for others when one project sends more than is taken in', async () => {
  const quiet = await buildProject(database, { organizationId: project.organizationId });
  const events = acceptor({ eventQueueLength: 10 });
  const held = proxy.hold('COMMIT', 'request');
  const first = events.execute([message('first')]);
  const { release } = await held;
  const flood = Array.from({ length: 20 }, (_, index) => events.execute([message(`flood ${index}`)]));
  const other = events.execute([message('quiet', quiet)]);
  release();
  const answers = await Promise.all([first, ...flood]);
  expect(answers.filter((answer) => answer === 'RECORDED')).toHaveLength(8);
  expect(await other).toBe('RECORDED');
});

it('once the locks of a project are not to be had, nobody else waits behind its events', async () => {
  const busy = await buildProject(database, { organizationId: project.organizationId });
  const events = acceptor({ limits: { lockTimeoutMs: 300, statementTimeoutMs: 60_000 } });
  const settled: string[] = [];
  const send = (text: string, of: TestProject): Promise<unknown> =>
    events.execute([message(text, of)]).then((answer) => settled.push(`${text} ${answer}`));
  await database.unitOfWork.transaction(async (tx) => {
    const text = '/* test */ select from projects where organization_id = $1 and id = $2 for update';
    await tx.rows({ label: 'test', text, values: [busy.organizationId, busy.id] });
    await send('a', busy);
    await Promise.all([send('b', busy), send('c', project)]);
  });
  await send('d', busy);
  await send('e', busy);
  expect(settled).toEqual(['a BUSY', 'c RECORDED', 'b BUSY', 'd RECORDED', 'e RECORDED']);
});
