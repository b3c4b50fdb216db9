import { ImportFile, type ImportOutcome } from '../../../../src/application/import/import-file.handler';
import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import { incomingEvent } from '../../../support/build/event';
import { buildWorld, type World } from '../../../support/build/world';
import { recordStatements } from '../../../support/record-statements';
import { differing, tableChecksums } from '../../../support/table-checksums';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const NOW = new Date('2026-11-20T10:00:00.000Z');
const LATER = new Date('2026-11-21T10:00:00.000Z');

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

function importLines(lines: readonly object[], now = NOW): Promise<ImportOutcome> {
  const source = (async function* () {
    for (const line of lines) yield JSON.stringify(line);
  })();
  return new ImportFile({ unitOfWork: database.unitOfWork, clock: () => now }).execute({
    organization: world.organization.slug,
    lines: source,
  });
}

/** One file with every field; addresses and share ids are unique on a server. */
function everything(): readonly object[] {
  const ann = `ann-${world.organization.id}@example.com`;
  const shareId = world.organization.id.padStart(32, '0');
  return [
    {
      ...{ kind: 'user', email: ann, name: 'Ann', username: `ann-${world.organization.id}`, role: 'ADMIN' },
      ...{ teams: ['web'], active: true, selfAssignOnResolve: true },
    },
    { kind: 'team', slug: 'web', name: 'Web' },
    {
      ...{ kind: 'project', slug: 'shop', name: 'Shop', platform: 'node', teams: ['web'], features: [] },
      resolveAge: 48,
    },
    {
      ...{ kind: 'issue', name: 'G', project: 'shop', fingerprints: ['checkout-timeout'], title: 'Timeout' },
      ...{ culprit: 'pay', message: 'It took too long', level: 'WARNING', category: 'PERFORMANCE', platform: 'node' },
      ...{ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', priority: 'LOW', priorityLocked: true },
      ...{ firstSeen: '2026-11-01T00:00:00Z', lastSeen: '2026-11-03T00:00:00Z', timesSeen: 40, usersSeen: 4 },
      ...{ activeAt: '2026-11-02T00:00:00Z', assignedTo: { team: 'web' } },
      inbox: { reason: 'REGRESSION', addedAt: '2026-11-02T01:00:00Z' },
      snooze: {
        ...{ until: '2027-01-01T00:00:00Z', count: 10, window: 60, userCount: 5, userWindow: 30, actor: ann },
        baseline: { timesSeen: 30, usersSeen: 3 },
      },
      ...{ shareId, bookmarkedBy: [ann], subscriptions: [{ user: ann, active: false, reason: 'MENTIONED' }] },
      ...{ seenBy: [{ user: ann, at: '2026-11-02T02:00:00Z' }], hourlyCounts: [['2026-11-01T05:00:00Z', 7]] },
      notes: [{ user: ann, text: 'Known.', at: '2026-11-02T03:00:00Z' }],
    },
    {
      ...{ kind: 'issue', name: 'H', project: 'shop', fingerprints: ['a', 'b'], status: 'RESOLVED' },
      ...{ firstSeen: '2026-11-01T00:00:00Z', resolvedAt: '2026-11-04T00:00:00Z', assignedTo: { user: ann } },
    },
    {
      ...{ kind: 'release', version: 'shop@1.0.0', projects: ['shop'], dateCreated: '2026-11-01T00:00:00Z' },
      commits: [{ id: 'c0ffee', repository: 'acme/shop', message: 'Fixes SHOP-1', authorEmail: ann }],
    },
    {
      ...{ kind: 'release', version: 'shop@1.1.0', projects: ['shop'], dateReleased: '2026-11-02T00:00:00Z' },
      archived: true,
    },
    { kind: 'commit', id: 'decaf', repository: 'acme/shop', timestamp: '2026-11-01T00:00:00Z' },
    {
      ...{ kind: 'issue', name: 'R', project: 'shop', fingerprints: ['r'], status: 'RESOLVED' },
      ...{ firstSeen: '2026-11-01T00:00:00Z', lastSeen: '2026-11-03T00:00:00Z' },
      ...{ firstRelease: 'shop@1.0.0', lastRelease: 'shop@1.1.0' },
      resolution: { type: 'IN_NEXT_RELEASE', release: 'shop@1.1.0', currentReleaseVersion: 'shop@1.0.0', actor: ann },
      resolvedInCommit: { commit: 'decaf', repository: 'acme/shop' },
    },
    {
      ...{ kind: 'event', project: 'shop', receivedAt: '2026-01-01T00:00:01Z' },
      payload: { fingerprint: ['checkout-timeout'], timestamp: '2026-01-01T00:00:00Z', user: { id: '7' } },
    },
    { kind: 'event', project: 'shop', payload: { message: 'something else' } },
  ];
}

function issueRow(name: string, outcome: ImportOutcome): Promise<object[]> {
  return database.query(
    `select to_jsonb(g) - '{id,organization_id,project_id,short_id}'::text[] as issue,
       (select to_jsonb(c) - '{organization_id,group_id,project_id}'::text[] from group_counters c
        where c.group_id = g.id) as counters,
       (select to_jsonb(s) - '{organization_id,group_id,project_id,actor_id}'::text[] from group_snoozes s
        where s.group_id = g.id) as snooze,
       (select i.reason || ' ' || (i.date_added at time zone 'UTC') from group_inboxes i where i.group_id = g.id) as inbox,
       (select t.slug from group_assignees a join teams t on t.id = a.team_id where a.group_id = g.id) as team,
       (select uuid from group_shares s where s.group_id = g.id) as share,
       (select count(*)::int from group_bookmarks b where b.group_id = g.id) as bookmarks,
       (select s.reason || ' ' || s.is_active from group_subscriptions s where s.group_id = g.id) as subscription,
       (select last_seen at time zone 'UTC' from group_seens s where s.group_id = g.id)::text as seen,
       (select jsonb_object_agg(hour at time zone 'UTC', events) from group_hourly_counts h where h.group_id = g.id) as hours,
       (select a.data ->> 'text' from activities a where a.group_id = g.id and a.type = 'NOTE') as note,
       (select (p.date_ended at time zone 'UTC')::text from group_open_periods p where p.group_id = g.id) as ended
     from groups g where g.organization_id = $1 and g.id = $2`,
    [world.organization.id, outcome.summary?.ids[name]],
  );
}

it('keeps the forecast of an issue that is archived until it escalates, and no longer', async () => {
  const line = { kind: 'issue', name: 'E', project: world.project.slug, fingerprints: ['escalating'] };
  const archived = { ...line, status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' };
  const forecasts = (): Promise<unknown[]> =>
    database.query('select thresholds, date_added as date from group_forecasts where organization_id = $1', [
      world.organization.id,
    ]);
  const forecast = { date: '2026-11-02T03:00:00Z', values: [5, 5_000_000_000] };
  expect((await importLines([{ ...archived, forecast }])).problems).toEqual([]);
  const kept = { thresholds: ['5', '5000000000'], date: new Date(forecast.date) };
  expect(await forecasts()).toEqual([kept]);
  const again = await importLines([{ ...archived, forecast }]);
  expect(again.summary?.updated.issue).toBe(0);
  await importLines([archived]);
  expect(await forecasts()).toEqual([kept]);
  await importLines([{ ...line, status: 'UNRESOLVED' }]);
  expect(await forecasts()).toEqual([]);
});

describe('a file with every field', () => {
  it('makes what it says', async () => {
    const outcome = await importLines(everything());
    expect(outcome.problems).toEqual([]);
    expect(outcome.summary?.created).toEqual({
      user: 1,
      team: 1,
      project: 1,
      release: 2,
      commit: 2,
      issue: 3,
      event: 2,
    });
    expect(outcome.summary?.updated).toEqual({
      user: 0,
      team: 0,
      project: 0,
      release: 0,
      commit: 0,
      issue: 0,
      event: 0,
    });
    expect(Object.keys(outcome.summary?.ids ?? {})).toEqual(['Ann', 'Web', 'Shop', 'G', 'H', 'R']);
    const [issue] = await issueRow('G', outcome);
    expect(issue).toMatchObject({
      issue: {
        ...{ title: 'Timeout', culprit: 'pay', message: 'It took too long', level: 'WARNING', platform: 'node' },
        ...{ category: 'PERFORMANCE', status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' },
        ...{ priority: 'LOW', priority_locked_at: '2026-11-20T10:00:00+00:00', version: 1, resolved_at: null },
        ...{ first_seen: '2026-11-01T00:00:00+00:00', active_at: '2026-11-02T00:00:00+00:00' },
      },
      counters: { times_seen: 41, users_seen: 5, last_seen: '2026-11-03T00:00:00+00:00' },
      snooze: {
        ...{ until: '2027-01-01T00:00:00+00:00', count: 10, window: 60, user_count: 5, user_window: 30 },
        ...{ times_seen_baseline: 30, users_seen_baseline: 3 },
      },
      ...{ inbox: 'REGRESSION 2026-11-02 01:00:00', team: 'web', share: world.organization.id.padStart(32, '0') },
      ...{ bookmarks: 1, subscription: 'MENTIONED false', seen: '2026-11-02 02:00:00', note: 'Known.', ended: null },
      hours: { '2026-11-01T05:00:00': 7, '2026-01-01T00:00:00': 1 },
    });
    expect(await issueRow('H', outcome)).toMatchObject([
      { issue: { status: 'RESOLVED', resolved_at: '2026-11-04T00:00:00+00:00' }, ended: '2026-11-04 00:00:00' },
    ]);
    const people = await database.query(
      `select u.name, u.self_assign_on_resolve, m.role, t.slug as team, p.slug, p.resolve_age, p.features
       from organization_members m join users u on u.id = m.user_id
       join team_members tm on tm.organization_id = m.organization_id and tm.user_id = u.id
       join teams t on t.id = tm.team_id join project_teams pt on pt.team_id = t.id
       join projects p on p.id = pt.project_id
       where m.organization_id = $1 and t.slug = 'web'`,
      [world.organization.id],
    );
    expect(people).toEqual([
      {
        ...{ name: 'Ann', self_assign_on_resolve: true, role: 'ADMIN', team: 'web', slug: 'shop' },
        ...{ resolve_age: 48, features: [] },
      },
    ]);
  });

  it('changes nothing when it is imported again', async () => {
    const first = await importLines(everything());
    const before = await tableChecksums(database);
    const second = await importLines(everything(), LATER);
    expect(differing(before, await tableChecksums(database))).toEqual([]);
    const none = { user: 0, team: 0, project: 0, release: 0, commit: 0, issue: 0, event: 0 };
    expect(second.summary).toEqual({ created: none, updated: none, ids: first.summary?.ids });
  });

  it('changes what another file says otherwise, and moves the version', async () => {
    const first = await importLines(everything());
    const change = {
      ...{ kind: 'issue', name: 'G', project: 'shop', fingerprints: ['checkout-timeout'] },
      ...{ status: 'RESOLVED', title: 'New title', timesSeen: 5 },
    };
    const second = await importLines([change, { kind: 'team', slug: 'web', name: 'Other' }], LATER);
    expect(second.summary?.updated).toEqual({
      user: 0,
      team: 1,
      project: 0,
      release: 0,
      commit: 0,
      issue: 1,
      event: 0,
    });
    expect(second.summary?.ids['G']).toBe(first.summary?.ids['G']);
    expect(await issueRow('G', second)).toMatchObject([
      {
        issue: { status: 'RESOLVED', substatus: null, title: 'New title', culprit: 'pay', version: 2 },
        ...{ counters: { times_seen: 41 }, snooze: null, ended: '2026-11-21 10:00:00' },
      },
    ]);
    const texts = await database.query('select text from group_texts where group_id = $1', [first.summary?.ids['G']]);
    expect(texts).toEqual([{ text: 'New title\npay\nIt took too long' }]);
  });
});

test('releases and commits, and what issues have to do with them', async () => {
  const outcome = await importLines(everything());
  const releases = await database.query(
    `select r.version, r.status, (r.date_added at time zone 'UTC')::text as added, r.date_released is not null as released,
       p.slug, c.key, c.author_email
     from releases r
     join release_projects rp on rp.release_id = r.id join projects p on p.id = rp.project_id
     left join release_commits rc on rc.release_id = r.id left join commits c on c.id = rc.commit_id
     where r.organization_id = $1 order by r.version`,
    [world.organization.id],
  );
  const ann = `ann-${world.organization.id}@example.com`;
  expect(releases).toEqual([
    {
      ...{ version: 'shop@1.0.0', status: 'OPEN', added: '2026-11-01 00:00:00', released: false },
      ...{ slug: 'shop', key: 'c0ffee', author_email: ann },
    },
    {
      ...{ version: 'shop@1.1.0', status: 'ARCHIVED', added: '2026-11-20 10:00:00', released: true },
      ...{ slug: 'shop', key: null, author_email: null },
    },
  ]);
  const [issue] = await database.query(
    `select f.version as first, x.type, x.status, x.current_release_version as current, r.version, u.email, c.key,
       (select array_agg(m.version order by m.version) from group_releases gr join releases m on m.id = gr.release_id
        where gr.group_id = g.id) as met
     from groups g
     join releases f on f.id = g.first_release_id
     join group_resolutions x on x.group_id = g.id join releases r on r.id = x.release_id
     join users u on u.id = x.actor_id
     join group_links l on l.group_id = g.id join commits c on c.id = l.linked_id
     where g.id = $1`,
    [outcome.summary?.ids['R']],
  );
  expect(issue).toEqual({
    ...{ first: 'shop@1.0.0', type: 'IN_NEXT_RELEASE', status: 'PENDING', current: 'shop@1.0.0' },
    ...{ version: 'shop@1.1.0', email: ann, key: 'decaf', met: ['shop@1.0.0', 'shop@1.1.0'] },
  });
});

test('a later event with the fingerprint lands in the imported issue, be it one of several or all of them', async () => {
  const { project } = world;
  const { summary } = await importLines([
    { kind: 'issue', name: 'G', project: project.slug, fingerprints: ['checkout', 'timeout'], timesSeen: 1 },
  ]);
  const events = [['checkout'], ['timeout'], ['checkout', 'timeout'], ['other']].map((fingerprint) =>
    incomingEvent(project, { fingerprint, message: 'later' }),
  );
  await new IngestEvents({ unitOfWork: database.unitOfWork, clock: () => LATER }).execute(events);
  const counters = await database.query(
    `select group_id, times_seen::int from group_counters where organization_id = $1 order by group_id`,
    [world.organization.id],
  );
  expect(counters).toEqual([
    { group_id: summary?.ids['G'], times_seen: 4 },
    { group_id: expect.any(String) as string, times_seen: 1 },
  ]);
});

test('the example of the format', async () => {
  const example = `{"kind":"issue","name":"G","project":"api","fingerprints":["checkout-timeout"],"title":"Timeout","status":"IGNORED","substatus":"ARCHIVED_UNTIL_CONDITION_MET","firstSeen":"2026-11-01T00:00:00Z","timesSeen":40,"snooze":{"count":10,"baseline":{"timesSeen":40}}}`;
  const outcome = await importLines([{ kind: 'project', slug: 'api' }, JSON.parse(example) as object]);
  expect(outcome.problems).toEqual([]);
  expect(await issueRow('G', outcome)).toMatchObject([
    { issue: { status: 'IGNORED' }, counters: { times_seen: 40 }, snooze: { count: 10, times_seen_baseline: 40 } },
  ]);
});

describe('all or nothing', () => {
  const wrongEnds: readonly (readonly [string, () => readonly object[], string])[] = [
    ['a mistake in the last line', () => [{ kind: 'issue', project: 'shop' }], 'fingerprints'],
    ['a project that does not exist', () => [{ kind: 'event', project: 'nowhere', payload: {} }], 'project'],
    ['a release that does not exist', () => [{ ...resolvedIn, resolution: { release: '9' } }], 'resolution.release'],
    [
      'a commit that does not exist',
      () => [{ ...resolvedIn, resolvedInCommit: { commit: 'no', repository: 'no' } }],
      'resolvedInCommit',
    ],
    ['a person who is no member', () => [person('nobody@example.com')], 'bookmarkedBy[0]'],
    [
      'a username of somebody else',
      () => [{ kind: 'user', email: 'n@example.com', username: world.owner.username }],
      'username',
    ],
  ];
  const resolvedIn = { kind: 'issue', project: 'shop', fingerprints: ['z'], status: 'RESOLVED' };
  const person = (email: string) => ({ kind: 'issue', project: 'shop', fingerprints: ['z'], bookmarkedBy: [email] });

  test.each(wrongEnds)('%s leaves nothing behind', async (_why, end, field) => {
    const before = await tableChecksums(database);
    const lines = [...everything(), ...end()];
    const { summary, problems } = await importLines(lines);
    expect(summary).toBeNull();
    expect(problems).toMatchObject([{ line: lines.length, field }]);
    expect(differing(before, await tableChecksums(database))).toEqual([]);
  });

  it('tells at most 20 problems', async () => {
    const { problems } = await importLines(Array.from({ length: 50 }, () => ({ kind: 'issue' })));
    expect(problems).toHaveLength(20);
  });
});

test('10,000 issues take as many statements as one', async () => {
  const lines = (count: number): object[] => [
    { kind: 'project', slug: `many-${count}` },
    ...Array.from({ length: count }, (_, index) => ({
      ...{ kind: 'issue', project: `many-${count}`, fingerprints: [`f${index}`], status: 'IGNORED', timesSeen: index },
      ...{ snooze: { count: 10 }, inbox: { reason: 'NEW' }, assignedTo: { user: world.owner.email } },
      notes: [{ user: world.owner.email, text: 'x' }],
    })),
  ];
  const one = await recordStatements(database, () => importLines(lines(1)));
  const many = await recordStatements(database, async () => {
    expect((await importLines(lines(10_000))).summary?.created.issue).toBe(10_000);
  });
  expect(many).toEqual(one);
});
