import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import type { IncomingEvent } from '../../../../src/application/ingest-events/incoming-event';
import type { JsonObject } from '../../../../src/domain/events/untrusted-json';
import type { Executor } from '../../../../src/persistence/statement';
import type { UnitOfWork } from '../../../../src/persistence/unit-of-work';
import { incomingEvent } from '../../../support/build/event';
import { buildProject, type TestProject } from '../../../support/build/organization';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const NOW = new Date('2026-03-01T10:30:00.123Z');

let project: TestProject;
beforeEach(async () => {
  project = await buildProject(database);
});

function ingest(events: readonly IncomingEvent[], now = NOW) {
  return new IngestEvents({ unitOfWork: database.unitOfWork, clock: () => now }).execute(events);
}

function failure(value: string, more: JsonObject = {}): JsonObject {
  const frames = [{ function: 'pay', module: 'shop.cart', in_app: true, lineno: 7 }];
  return { exception: { values: [{ type: 'PaymentError', value, stacktrace: { frames } }] }, ...more };
}

interface IssueRow {
  readonly id: string;
  readonly short_id: string;
  readonly title: string;
  readonly times_seen: string;
  readonly users_seen: number;
  readonly [column: string]: unknown;
}

function issues(of: TestProject = project): Promise<IssueRow[]> {
  return database.query<IssueRow>(
    `select * from groups g join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
     where g.organization_id = $1 and g.project_id = $2 order by g.short_id`,
    [of.organizationId, of.id],
  );
}

async function onlyIssue(): Promise<IssueRow> {
  const [issue, ...others] = await issues();
  if (issue === undefined || others.length > 0) throw new Error(`there are ${others.length + 1} issues`);
  return issue;
}

/** Rows of a table that hang on the project's issues. */
function rowsOf<Row = Record<string, unknown>>(table: string): Promise<Row[]> {
  return database.query<Row>(
    `select t.* from ${table} t join groups g on g.organization_id = t.organization_id and g.id = t.group_id
     where g.organization_id = $1 and g.project_id = $2`,
    [project.organizationId, project.id],
  );
}

describe('a new issue', () => {
  it('is unresolved and new, in the inbox, open since its event, announced, and begins with the priority of its level', async () => {
    await ingest([
      incomingEvent(
        project,
        failure('no money', { level: 'warning', platform: 'python', timestamp: '2026-03-01T10:00:00Z' }),
      ),
    ]);
    const issue = await onlyIssue();
    const seen = new Date('2026-03-01T10:00:00Z');
    expect(issue).toMatchObject({
      title: 'PaymentError: no money',
      culprit: 'shop.cart in pay',
      message: 'no money',
      short_id: '1',
      level: 'WARNING',
      platform: 'python',
      category: 'ERROR',
      status: 'UNRESOLVED',
      substatus: 'NEW',
      priority: 'MEDIUM',
      initial_priority: 'MEDIUM',
      first_seen: seen,
      active_at: seen,
      last_seen: seen,
      changed_at: NOW,
      version: 1,
      times_seen: '1',
      users_seen: 0,
    });
    expect(await rowsOf('group_inboxes')).toMatchObject([{ reason: 'NEW', project_id: project.id, date_added: NOW }]);
    expect(await rowsOf('group_open_periods')).toMatchObject([{ date_started: seen, date_ended: null }]);
    const outbox = await database.query('select * from outbox_messages where organization_id = $1', [
      project.organizationId,
    ]);
    expect(outbox).toMatchObject([{ type: 'issue.created', group_ids: [issue.id], actor_id: null }]);
    expect(await rowsOf('group_hourly_counts')).toMatchObject([{ hour: new Date('2026-03-01T10:00:00Z'), events: 1 }]);
  });

  it('takes its times from the arrival where the event names none that can be', async () => {
    await ingest([
      incomingEvent(project, failure('a', { fingerprint: ['old'], timestamp: '2020-01-01T00:00:00Z' })),
      incomingEvent(project, failure('b', { fingerprint: ['ahead'], timestamp: NOW.getTime() / 1000 + 61 })),
      incomingEvent(project, failure('c', { fingerprint: ['none'] })),
    ]);
    expect((await issues()).map(({ first_seen }) => first_seen)).toEqual([NOW, NOW, NOW]);
  });

  it('keeps its event as it was sent, with what was read from it', async () => {
    const sent = failure('x', { tags: [['a', 'b']], release: '1.0', environment: 'live', extra: { nul: '\0' } });
    const eventId = 'af536c31b68a473f97e579507ce155e3';
    await ingest([incomingEvent(project, sent, { eventId })]);
    const [event] = await rowsOf<Record<string, unknown>>('events');
    expect(event).toMatchObject({
      event_id: 'af536c31-b68a-473f-97e5-79507ce155e3',
      title: 'PaymentError: x',
      release: '1.0',
      environment: 'live',
      received_at: NOW,
      tags: { a: 'b', release: '1.0', environment: 'live', level: 'error' },
      payload: sent,
    });
  });
});

describe('grouping', () => {
  it('counts events that differ in numbers and lines only as one issue, whose title stays', async () => {
    await ingest([incomingEvent(project, failure('order 1 failed'))]);
    await ingest([
      incomingEvent(project, failure('order 2 failed'), {}),
      incomingEvent(project, failure('order 3 failed')),
    ]);
    expect(await onlyIssue()).toMatchObject({ times_seen: '3', title: 'PaymentError: order 1 failed' });
  });

  it('makes one issue a fingerprint and numbers them in the order of the batch, project by project', async () => {
    const other = await buildProject(database, { organizationId: project.organizationId });
    await ingest(
      ['a', 'b', 'a', 'c'].flatMap((name) =>
        [project, other].map((to) => incomingEvent(to, { fingerprint: [name], message: name })),
      ),
    );
    await ingest([incomingEvent(project, { fingerprint: ['d'], message: 'd' })]);
    const told = (rows: IssueRow[]) => rows.map(({ short_id, title, times_seen }) => [short_id, title, times_seen]);
    expect(told(await issues())).toEqual([
      ['1', 'a', '2'],
      ['2', 'b', '1'],
      ['3', 'c', '1'],
      ['4', 'd', '1'],
    ]);
    expect(told(await issues(other))).toEqual([
      ['1', 'a', '2'],
      ['2', 'b', '1'],
      ['3', 'c', '1'],
    ]);
  });

  it('does not touch the row of an issue that is there, so a mutation that holds it delays no event', async () => {
    await ingest([incomingEvent(project, failure('x'))]);
    const { id } = await onlyIssue();
    const versionOfRow = () =>
      database.query('select xmin::text from groups where organization_id = $1 and id = $2', [
        project.organizationId,
        id,
      ]);
    const before = await versionOfRow();
    await database.unitOfWork.transaction(async (tx) => {
      await tx.rows({
        label: 'test',
        text: 'select from groups where organization_id = $1 and id = $2 for update',
        values: [project.organizationId, id],
      });
      await ingest([incomingEvent(project, failure('x'))]);
    });
    expect(await onlyIssue()).toMatchObject({ times_seen: '2' });
    expect(await versionOfRow()).toEqual(before);
  });
});

describe('counters', () => {
  it('count each person once, whoever comes first', async () => {
    const by = (user: JsonObject, senderAddress: string | null = null) =>
      incomingEvent(project, failure('x', { user }), { senderAddress });
    await ingest([by({ id: 1 }), by({ id: '1', email: 'a@b.c' }), by({ email: 'a@b.c' }), by({})]);
    await ingest([by({ id: 1 }), by({ ip_address: '{{auto}}' }, '10.0.0.1'), by({ ip_address: '10.0.0.1' })]);
    expect(await onlyIssue()).toMatchObject({ times_seen: '7', users_seen: 3 });
    expect(await rowsOf('group_users')).toHaveLength(3);
  });

  it('keep the latest time, also where an older event comes later', async () => {
    await ingest([incomingEvent(project, failure('x', { timestamp: '2026-03-01T10:00:00Z' }))]);
    await ingest([incomingEvent(project, failure('x', { timestamp: '2026-03-01T09:00:00Z' }))]);
    expect(await onlyIssue()).toMatchObject({
      last_seen: new Date('2026-03-01T10:00:00Z'),
      first_seen: new Date('2026-03-01T10:00:00Z'),
    });
  });

  it('count by the clock hour of the arrival', async () => {
    await ingest([incomingEvent(project, failure('x')), incomingEvent(project, failure('x'))]);
    await ingest([incomingEvent(project, failure('x'))], new Date('2026-03-01T11:00:00.000Z'));
    const hours = await rowsOf<{ hour: Date; events: number }>('group_hourly_counts');
    expect(hours.map(({ hour, events }) => [hour.toISOString(), events]).sort()).toEqual([
      ['2026-03-01T10:00:00.000Z', 2],
      ['2026-03-01T11:00:00.000Z', 1],
    ]);
  });
});

describe('an event that comes twice', () => {
  it('is counted once, in one batch and later', async () => {
    const event = incomingEvent(project, failure('x'));
    expect(await ingest([event, event])).toEqual([
      { eventId: event.eventId, outcome: 'ACCEPTED' },
      { eventId: event.eventId, outcome: 'DUPLICATE' },
    ]);
    expect(await ingest([event], new Date(NOW.getTime() + 86_400_000))).toMatchObject([{ outcome: 'DUPLICATE' }]);
    expect(await onlyIssue()).toMatchObject({ times_seen: '1' });
    expect(await rowsOf('events')).toHaveLength(1);
  });

  it('is counted once also where all its copies come at the same moment with other fingerprints', async () => {
    const eventId = '0123456789abcdef0123456789abcdef';
    const copies = Array.from({ length: 20 }, (_, index) =>
      incomingEvent(project, { fingerprint: [`${index}`] }, { eventId }),
    );
    const outcomes = (await Promise.all(copies.map((copy) => ingest([copy])))).flat();
    expect(outcomes.filter(({ outcome }) => outcome === 'ACCEPTED')).toHaveLength(1);
    expect(await onlyIssue()).toMatchObject({ times_seen: '1' });
  });

  it('is another event in another project', async () => {
    const other = await buildProject(database, { organizationId: project.organizationId });
    const eventId = '0123456789abcdef0123456789abcde0';
    await ingest([incomingEvent(project, failure('x'), { eventId }), incomingEvent(other, failure('x'), { eventId })]);
    expect([await issues(), await issues(other)]).toMatchObject([[{ times_seen: '1' }], [{ times_seen: '1' }]]);
  });
});

describe('concurrent events', () => {
  it('of one fingerprint, 200 at once, make one issue with exact counts', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        ingest([incomingEvent(project, failure(`order ${index}`, { user: { id: index % 50 } }))]),
      ),
    );
    expect(await onlyIssue()).toMatchObject({ times_seen: '200', users_seen: 50, short_id: '1' });
    expect(await rowsOf('events')).toHaveLength(200);
    expect(await rowsOf('group_hourly_counts')).toMatchObject([{ events: 200 }]);
    expect(await rowsOf('group_inboxes')).toHaveLength(1);
    expect(await rowsOf('group_open_periods')).toHaveLength(1);
  });

  it('in batches over the same issues and people in opposite order neither deadlock nor lose a count', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `${index}`);
    const batch = (order: readonly string[]) =>
      order.map((name) => incomingEvent(project, { fingerprint: [name], message: name, user: { id: name } }));
    const counted = { statements: 0, attempts: 0 };
    const unitOfWork = counting(database.unitOfWork, counted);
    const handler = new IngestEvents({ unitOfWork, clock: () => NOW });
    const round = () =>
      Promise.all(Array.from({ length: 12 }, (_, i) => handler.execute(batch(i % 2 ? names : [...names].reverse()))));
    await round();
    await round();
    // A deadlock would have been tried again.
    expect(counted.attempts).toBe(24);
    const rows = await issues();
    expect(new Set(rows.map(({ times_seen, users_seen }) => `${times_seen} ${users_seen}`))).toEqual(new Set(['24 1']));
    expect(rows.map(({ short_id }) => Number(short_id))).toEqual(names.map((_, index) => index + 1));
  });
});

describe('a batch', () => {
  it('takes the same number of statements for 1 and for 100 events, new issues or not', async () => {
    const counted = { statements: 0, attempts: 0 };
    const unitOfWork = counting(database.unitOfWork, counted);
    const handler = new IngestEvents({ unitOfWork, clock: () => NOW });
    const batch = (size: number, prefix: string) =>
      Array.from({ length: size }, (_, index) =>
        incomingEvent(project, { fingerprint: [`${prefix}${index}`], user: { id: index } }),
      );
    const numbers: number[] = [];
    for (const events of [batch(1, 'a'), batch(100, 'b'), batch(1, 'a'), batch(100, 'b')]) {
      counted.statements = 0;
      await handler.execute(events);
      numbers.push(counted.statements);
    }
    expect(numbers).toEqual([14, 14, 8, 8]);
  });

  it('asks together what does not need an answer of the others', async () => {
    const counted = { statements: 0, attempts: 0, rounds: 0 };
    const handler = new IngestEvents({ unitOfWork: counting(database.unitOfWork, counted), clock: () => NOW });
    const event = () => incomingEvent(project, { fingerprint: ['a'], release: 'shop@1.0.0', user: { id: 1 } });
    await handler.execute([event()]);
    counted.rounds = 0;
    await handler.execute([event()]);
    expect(counted.rounds).toBe(3);
  });

  it('is nothing where it is empty', async () => {
    expect(await ingest([])).toEqual([]);
  });
});

describe('hostile events', () => {
  const wrong = [
    null,
    true,
    0,
    -1e308,
    'text',
    '',
    [],
    [[]],
    [null, 7],
    {},
    { values: 7 },
    '\0',
    '\ud800',
    'x'.repeat(100_000),
  ];
  const keys = [
    'exception',
    'message',
    'logentry',
    'level',
    'tags',
    'user',
    'timestamp',
    'platform',
    'release',
    'environment',
    'transaction',
    'fingerprint',
    'contexts',
    'request',
    'stacktrace',
    'server_name',
    'logger',
  ];

  it.each(wrong.map((value) => [JSON.stringify(value).slice(0, 40), value]))(
    'are stored with %s in every field',
    async (_name, value) => {
      const nested = {
        exception: {
          values: [
            {
              type: value,
              value,
              mechanism: value,
              stacktrace: { frames: [value, { module: value, filename: value, function: value, in_app: value }] },
            },
            value,
          ],
        },
      };
      await ingest([
        ...keys.map((key) => incomingEvent(project, { [key]: value })),
        incomingEvent(project, Object.fromEntries(keys.map((key) => [key, value]))),
        incomingEvent(project, {
          ...nested,
          tags: { a: value, ['\0']: 1 },
          user: { id: value, email: value, ip_address: value },
          logentry: { message: value, params: value, formatted: value },
          contexts: { os: value, runtime: { name: value, version: value } },
          fingerprint: [value],
        }),
      ]);
      const stored = await rowsOf<{ title: string; tags: Record<string, string> }>('events');
      expect(stored).toHaveLength(keys.length + 2);
      for (const { title, tags } of stored) {
        expect(title.length).toBeLessThanOrEqual(255);
        expect(Math.max(...Object.values(tags).map((text) => text.length))).toBeLessThanOrEqual(200);
      }
    },
  );
});

interface Counted {
  /** Inside transactions, the limits at their begin left out. */
  statements: number;
  attempts: number;
  /** How often something was asked while nothing else was waited for. */
  rounds?: number;
}

/** The same unit of work, which counts what goes through it. */
function counting(unitOfWork: UnitOfWork, counted: Counted): UnitOfWork {
  let waiting = 0;
  const count = <T>(asked: Promise<T>): Promise<T> => {
    counted.statements += 1;
    if (waiting === 0) counted.rounds = (counted.rounds ?? 0) + 1;
    waiting += 1;
    return asked.finally(() => (waiting -= 1));
  };
  const executor = (tx: Executor): Executor => ({
    rows: (given) => count(tx.rows(given)),
    count: (given) => count(tx.count(given)),
  });
  const transaction = <T>(work: (tx: Executor) => Promise<T>) =>
    unitOfWork.transaction((tx) => ((counted.attempts += 1), work(executor(tx))));
  return Object.assign(Object.create(unitOfWork) as UnitOfWork, { transaction });
}
