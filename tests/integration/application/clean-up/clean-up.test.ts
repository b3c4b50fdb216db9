import { CleanUp } from '../../../../src/application/clean-up/clean-up.handler';
import { DropOldEvents } from '../../../../src/application/drop-old-events/drop-old-events.handler';
import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import { KeepEventPartitions } from '../../../../src/application/keep-event-partitions/keep-event-partitions.handler';
import { incomingEvent } from '../../../support/build/event';
import { buildGroups } from '../../../support/build/group';
import { insertRow } from '../../../support/build/insert-rows';
import { buildOperation } from '../../../support/build/operation';
import { buildProject, type TestProject } from '../../../support/build/organization';
import { buildToken, type TokenOptions } from '../../../support/build/token';
import { buildWebhook } from '../../../support/build/webhook';
import { buildWorld, type World } from '../../../support/build/world';
import { issueRows } from '../../../support/issue-rows';
import { SETTINGS } from '../../../support/settings';
import { useOwnDatabase } from '../../../support/own-database';
import { codesOf, useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useOwnDatabase('clean_up');
const bulk = useBulkMutation(database);
const NOW = new Date('2027-06-01T12:00:00.000Z');
const DAY = 24 * 60 * 60_000;
const daysLater = (days: number): Date => new Date(NOW.getTime() + days * DAY);
/** In a few rows a page, so that every loop takes several. */
const cleanUp = (now: Date, pageSize = 3) =>
  new CleanUp({ unitOfWork: database.unitOfWork, clock: () => now, settings: SETTINGS, pageSize }).execute();

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
  bulk.now = NOW;
});

async function count(table: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from ${table} where organization_id = $1`,
    [world.organization.id],
  );
  return row?.count ?? -1;
}

describe('U4 outcomes', () => {
  const resolveSome = async (issues: number) => {
    const groups = await buildGroups(database, issues, { project: world.project, firstSeen: NOW });
    return bulk.call(world.token, { ids: groups.map(({ id }) => id), input: { status: 'RESOLVED' } });
  };

  it('go when the operation can no longer be undone; its record stays', async () => {
    const { operationId } = await resolveSome(8);
    await cleanUp(new Date(daysLater(30).getTime() - 1));
    expect(await count('bulk_operation_outcomes')).toBe(8);
    expect((await cleanUp(daysLater(31))).operations).toBeGreaterThan(0);
    expect(await count('bulk_operation_outcomes')).toBe(0);
    const [record] = await database.query(
      'select changed, applied, undoable_until from bulk_operations where id = $1',
      [operationId],
    );
    expect(record).toMatchObject({ changed: 8, applied: { status: 'RESOLVED' }, undoable_until: daysLater(30) });
    bulk.now = daysLater(31);
    expect(codesOf(await bulk.undo(world.token, operationId))).toEqual(['NOT_UNDOABLE id']);
  });

  it('O1: take along what an operation did not come to do, which stays counted', async () => {
    const id = await buildOperation(database, {
      organizationId: world.organization.id,
      state: 'CANCELED',
      outcomes: [{ requestedId: 'x', status: 'NOT_FOUND' }],
      pages: [
        { groupIds: ['1', '2'], firstOrdinal: 2, done: 2, changed: 2 },
        { groupIds: ['3', '4', '5'], firstOrdinal: 4, done: 1, changed: 1 },
      ],
    });
    await cleanUp(daysLater(31));
    expect(await count('bulk_operation_pages')).toBe(0);
    const [record] = await database.query('select changed, not_found, pending from bulk_operations where id = $1', [
      id,
    ]);
    expect(record).toEqual({ changed: 3, not_found: 1, pending: 2 });
  });

  it('stay while an operation may still be undone, although they would be old by now', async () => {
    const { operationId } = await resolveSome(2);
    await database.query('update bulk_operations set undoable_until = $2 where id = $1', [operationId, daysLater(60)]);
    await cleanUp(daysLater(45));
    expect(await count('bulk_operation_outcomes')).toBe(2);
    await cleanUp(daysLater(60));
    expect(await count('bulk_operation_outcomes')).toBe(0);
  });

  it('go once where two workers clean up at the same time', async () => {
    await resolveSome(20);
    await resolveSome(20);
    await Promise.all([cleanUp(daysLater(31), 7), cleanUp(daysLater(31), 7)]);
    await cleanUp(daysLater(31));
    expect(await count('bulk_operation_outcomes')).toBe(0);
    const left = await database.query(
      'select from bulk_operations where organization_id = $1 and outcomes_deleted_at is null',
      [world.organization.id],
    );
    expect(left).toEqual([]);
  });
});

it('I1: an idempotency key goes when it has expired, after 24 hours', async () => {
  const [group] = await buildGroups(database, 1, { project: world.project, firstSeen: NOW });
  const call = { ids: [group?.id ?? ''], input: { priority: 'HIGH' } } as const;
  for (const idempotencyKey of ['a', 'b', 'c', 'd'])
    await bulk.call(world.token, { ...call, options: { idempotencyKey } });
  await cleanUp(new Date(daysLater(1).getTime() - 1));
  expect(await count('idempotency_keys')).toBe(4);
  await cleanUp(daysLater(1));
  expect(await count('idempotency_keys')).toBe(0);
});

it('tokens go a month after they expired or were revoked, and no other', async () => {
  const ofOrganization = { organizationId: world.organization.id, userId: null };
  const token = async (given: Pick<TokenOptions, 'expiresAt' | 'revokedAt'>): Promise<string> =>
    (await buildToken(database, { ...ofOrganization, ...given })).id;
  const gone = [await token({ expiresAt: daysLater(-31) }), await token({ revokedAt: daysLater(-31) })];
  const kept = [
    ...[await token({ expiresAt: daysLater(-29) }), await token({ revokedAt: daysLater(-29) })],
    ...[await token({ expiresAt: daysLater(1) }), world.token.id],
  ];
  await cleanUp(NOW);
  const left = await database.query<{ id: string }>('select id from api_tokens where id = any($1::bigint[])', [
    [...gone, ...kept],
  ]);
  expect(left.map(({ id }) => id).sort()).toEqual([...kept].sort());
});

it('deliveries of webhooks go two weeks after they were made or given up; those that wait stay', async () => {
  const { id } = await buildWebhook(database, world.organization.id);
  const after = (days: number) => new Date(Date.now() + days * DAY);
  await cleanUp(after(13.9));
  expect(await count('webhook_deliveries')).toBe(1);
  await database.query(
    `insert into webhook_deliveries (organization_id, webhook_id, uuid, event, group_ids, data, occurred_at, created_at,
       next_attempt_at, expires_at)
     select organization_id, webhook_id, gen_random_uuid(), event, group_ids, data, occurred_at, created_at,
       next_attempt_at, expires_at
     from webhook_deliveries where webhook_id = $1`,
    [id],
  );
  await cleanUp(after(14.1));
  const left = await database.query('select state from webhook_deliveries where webhook_id = $1', [id]);
  expect(left).toEqual([{ state: 'PENDING' }]);
});

it('counts of hours go with the events of their day', async () => {
  const hours = [0, 89, 91, 200].map((days) => ({ hour: daysLater(-days), events: 1 }));
  await buildGroups(database, 1, { project: world.project, firstSeen: NOW, hourlyCounts: hours });
  await cleanUp(NOW);
  expect(await count('group_hourly_counts')).toBe(2);
});

it('counts of many hours and issues go in pages, and none that is to stay', async () => {
  const old = Array.from({ length: 8 }, (_, index) => ({ hour: daysLater(-100 - index), events: 1 }));
  const hourlyCounts = [...old, { hour: NOW, events: 1 }];
  await buildGroups(database, 7, { project: world.project, firstSeen: NOW, hourlyCounts });
  expect((await cleanUp(NOW)).hourlyCounts).toBe(56);
  expect(await count('group_hourly_counts')).toBe(7);
});

describe('old events', () => {
  const at = (time: string) => ({ unitOfWork: database.unitOfWork, clock: () => new Date(time) });
  const ingest = async (project: TestProject, time: string): Promise<void> => {
    await new IngestEvents(at(time)).execute([incomingEvent(project, { message: 'same' })]);
  };
  const drop = (time: string) => new DropOldEvents({ ...at(time), settings: SETTINGS }).execute();
  const timesOf = (project: TestProject) =>
    database
      .query<{ time: Date }>('select received_at as time from events where project_id = $1 order by 1', [project.id])
      .then((rows) => rows.map(({ time }) => time.toISOString()));

  it('go by the day, and the issue with its counters stays', async () => {
    const project = await buildProject(database);
    await new KeepEventPartitions(at('2051-01-01T12:00:00Z')).execute();
    // The last lies in no partition.
    const times = ['2051-01-01T23:59:59.999Z', '2051-01-02T00:00:00.000Z', '2051-01-30T12:00:00.000Z'];
    for (const time of times) await ingest(project, time);
    const dropped = await drop('2051-04-02T23:59:59.999Z');
    expect(dropped.at(-1)).toBe('2051-01-01');
    expect(await timesOf(project)).toEqual(times.slice(1));
    expect(await drop('2051-04-02T23:59:59.999Z')).toEqual([]);
    expect((await drop('2051-05-15T00:00:00.000Z')).at(-1)).toBe('2051-01-15');
    expect(await timesOf(project)).toEqual([]);
    const [issue] = await database.query('select id from groups where project_id = $1', [project.id]);
    expect(await issueRows(database, issue as { id: string })).toMatchObject({ group: { status: 'UNRESOLVED' } });
    const [counter] = await database.query('select times_seen from group_counters where project_id = $1', [project.id]);
    expect(counter).toEqual({ times_seen: '3' });
  });

  it('go while events come, on two workers at once', async () => {
    const project = await buildProject(database);
    await new KeepEventPartitions(at('2052-01-01T12:00:00Z')).execute();
    const both = [drop('2052-04-02T00:00:00Z'), drop('2052-04-02T00:00:00Z')];
    const events = Array.from({ length: 8 }, (_, index) => ingest(project, `2052-04-02T00:00:0${index}.000Z`));
    const days = (await Promise.all(both)).flat();
    await Promise.all(events);
    expect(days.filter((day) => day.startsWith('2052'))).toEqual(['2052-01-01', '2052-01-02']);
    expect(await timesOf(project)).toHaveLength(8);
  });

  it('leave the latest event of an issue to be found, wherever it lies', async () => {
    const project = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    await new KeepEventPartitions(at('2053-01-01T12:00:00Z')).execute();
    for (const time of ['2053-01-03T11:59:59.000Z', '2053-01-03T12:00:00.000Z']) await ingest(project, time);
    const [issue] = await database.query<{ id: string }>('select id from groups where project_id = $1', [project.id]);
    const key = { organizationId: world.organization.id, id: issue?.id ?? '' };
    const latest = async () =>
      (await bulk.application.readIssues.latestEvents([key])).map(({ receivedAt }) => receivedAt);
    expect(await latest()).toEqual([new Date('2053-01-03T12:00:00.000Z')]);
    // Counted by an import, without an event.
    const hour = { organization_id: key.organizationId, group_id: key.id, hour: '2053-01-04T00:00:00Z', events: 5 };
    await insertRow(database, 'group_hourly_counts', hour);
    expect(await latest()).toEqual([new Date('2053-01-03T12:00:00.000Z')]);
    await ingest(project, '2053-02-20T00:00:00.000Z');
    expect(await latest()).toEqual([new Date('2053-02-20T00:00:00.000Z')]);
    await drop('2053-06-30T00:00:00Z');
    expect(await latest()).toEqual([]);
  });
});
