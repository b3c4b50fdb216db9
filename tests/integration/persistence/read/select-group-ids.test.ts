import * as fc from 'fast-check';
import { GROUP_STATUSES, type GroupStatus } from '../../../../src/domain/group';
import { parseSearch } from '../../../../src/domain/search/parse-search';
import type { SearchExpression } from '../../../../src/domain/search/search-expression';
import { snoozeHasRunOut } from '../../../../src/domain/snooze/snooze';
import { SEARCHED_GROUPS } from '../../../../src/persistence/compile/search-condition';
import type { SearchScope } from '../../../../src/persistence/compile/search-scope';
import { shownStatus } from '../../../../src/persistence/compile/shown-status';
import { filterGroupIds, selectGroupIds } from '../../../../src/persistence/read/select-group-ids';
import { createDataSource } from '../../../../src/persistence/data-source';
import { statement } from '../../../../src/persistence/statement';
import { UnitOfWork } from '../../../../src/persistence/unit-of-work';
import { buildGroup, buildGroups } from '../../../support/build/group';
import type { GroupOptions, TestSnooze } from '../../../support/build/group-options';
import { buildMember, buildProject, buildTeam } from '../../../support/build/organization';
import { buildWorld } from '../../../support/build/world';
import { useTestDatabase } from '../../../support/test-database';

const NOW = new Date('2026-06-15T12:00:00.000Z');
const before = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const after = (minutes: number): Date => before(-minutes);

const database = useTestDatabase();

/** A search over issues that are known by their titles; everything else of an issue is plain unless it is given. */
async function searching(issues: Record<string, GroupOptions>) {
  const world = await buildWorld(database);
  const titles = Object.keys(issues);
  const groups = await buildGroups(database, titles.length, {
    project: world.project,
    firstSeen: NOW,
    each: (index) => ({ title: titles[index] ?? '', ...issues[titles[index] ?? ''] }),
  });
  const titleOf = new Map(groups.map(({ id }, index) => [id, titles[index]]));
  const scope: SearchScope = {
    organizationId: world.organization.id,
    projectIds: [world.project.id],
    viewerUserId: world.owner.id,
    now: NOW,
  };
  const select = async (query: string, given: Partial<SearchScope> = {}, status: GroupStatus | null = null) => {
    const selection = { expression: expressionOf(query), scope: { ...scope, ...given }, status };
    const ids = await selectGroupIds(database.unitOfWork.reader, selection, 100);
    const filtered = await filterGroupIds(database.unitOfWork.reader, [...titleOf.keys()], selection);
    expect(filtered).toEqual(ids);
    return ids.map((id) => titleOf.get(id));
  };
  return { ...world, scope, groups, select };
}

function expressionOf(query: string): SearchExpression {
  const read = parseSearch(query);
  if (read.kind === 'problem') throw new Error(`${query}: ${read.message}`);
  return read;
}

describe('what is never found', () => {
  test('deleted issues and those that are being merged, whatever the query', async () => {
    const { select } = await searching(Object.fromEntries(GROUP_STATUSES.map((status) => [status, { status }])));
    const found = ['UNRESOLVED', 'RESOLVED', 'IGNORED', 'REPROCESSING'];
    expect(await select('')).toEqual(found);
    expect(await select('!is:unresolved')).toEqual(found.slice(1));
    expect(await select('ed OR ing OR !ing')).toEqual(found);
  });

  test('S6 issues of other organizations and of projects outside the scope', async () => {
    const { select, scope, organization } = await searching({ mine: {} });
    const other = await buildProject(database, { organizationId: organization.id });
    await buildGroup(database, { project: other });
    await buildGroup(database);
    expect(await select('')).toEqual(['mine']);
    expect(await select(`project:[${other.slug}, ${other.id}]`)).toEqual([]);
    expect(await select('', { projectIds: [] })).toEqual([]);
    const both = {
      expression: expressionOf(''),
      scope: { ...scope, projectIds: [...scope.projectIds, other.id] },
      status: null,
    };
    expect(await selectGroupIds(database.unitOfWork.reader, both, 10)).toHaveLength(2);
  });
});

describe('T2 is: and where.status go by the status as shown', () => {
  const archived = (snooze: TestSnooze, given: GroupOptions = {}): GroupOptions => ({
    status: 'IGNORED',
    substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
    snooze,
    ...given,
  });
  const issues = {
    fresh: {},
    'ongoing already': { substatus: 'ONGOING' },
    done: { status: 'RESOLVED' },
    forever: { status: 'IGNORED' },
    'until tomorrow': archived({ until: after(1_440) }),
    'until now': archived({ until: NOW }),
    'nine of ten': archived({ count: 10, timesSeenBaseline: 5 }, { timesSeen: 14 }),
    'ten of ten': archived({ count: 10, timesSeenBaseline: 5 }, { timesSeen: 15 }),
    'ten in a window': archived({ count: 10, window: 60, timesSeenBaseline: 5 }, { timesSeen: 15 }),
    'two of two users': archived({ userCount: 2, usersSeenBaseline: 1 }, { usersSeen: 3 }),
    'two users in a window': archived({ userCount: 2, userWindow: 60, usersSeenBaseline: 1 }, { usersSeen: 3 }),
    'resolved with an old snooze': { status: 'RESOLVED', snooze: { until: before(1) } },
  } satisfies Record<string, GroupOptions>;
  const runOut = ['until now', 'ten of ten', 'two of two users'];
  const snoozed = ['until tomorrow', 'nine of ten', 'ten in a window', 'two users in a window'];
  const open = ['fresh', 'ongoing already', ...runOut];
  const done = ['done', 'resolved with an old snooze'];

  test.each([
    ['is:unresolved', open],
    ['!is:unresolved', [...done, 'forever', ...snoozed]],
    ['is:archived', ['forever', ...snoozed]],
    ['is:resolved', done],
    ['is:[resolved, unresolved]', [...open, ...done]],
    ['is:[unresolved, ignored]', [...open, 'forever', ...snoozed]],
    ['is:new', ['fresh']],
    ['is:ongoing', ['ongoing already', ...runOut]],
    ['is:archived_until_condition_met', snoozed],
    ['is:[new, archived_forever]', ['fresh', 'forever']],
    ['is:[ongoing, archived_until_condition_met]', ['ongoing already', ...runOut, ...snoozed]],
    ['is:ongoing is:resolved', []],
    ['is:for_review', ['fresh', 'ongoing already']],
  ])('%s', async (query, expected) => {
    const { select } = await searching(issues);
    expect((await select(query)).sort()).toEqual([...expected].sort());
  });

  test.each([
    ['UNRESOLVED', open],
    ['IGNORED', ['forever', ...snoozed]],
    ['RESOLVED', done],
    ['REPROCESSING', []],
  ] as const)('S2 where.status %s', async (status, expected) => {
    const { select } = await searching(issues);
    expect((await select('', {}, status)).sort()).toEqual([...expected].sort());
    expect(await select('fresh', {}, status)).toEqual(status === 'UNRESOLVED' ? ['fresh'] : []);
  });

  test('the SQL and the domain agree on when a snooze has run out', async () => {
    const small = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
    const given = fc.record({
      until: fc.option(fc.constantFrom(before(1), NOW, after(1)), { nil: undefined }),
      count: small,
      window: small,
      userCount: small,
      userWindow: small,
      timesSeenBaseline: small,
      usersSeenBaseline: small,
      timesSeen: fc.integer({ min: 1, max: 8 }),
      usersSeen: fc.integer({ min: 0, max: 8 }),
    });
    const cases = fc.sample(given, { numRuns: 300, seed: 7 });
    const defined = (one: object): object => Object.fromEntries(Object.entries(one).filter(([, value]) => value));
    const groups = await buildGroups(database, cases.length, {
      status: 'IGNORED',
      each: (index) => {
        const { timesSeen, usersSeen, ...snooze } = cases[index] as (typeof cases)[number];
        return { timesSeen, usersSeen, snooze: defined(snooze) };
      },
    });
    const shown = shownStatus({ now: () => '$1', resolveAges: null });
    const rows = await database.sql<{ status: string; substatus: string }>(
      statement(
        'test',
        `select ${shown.status} as status, ${shown.substatus} as substatus from ${SEARCHED_GROUPS}
         where g.organization_id = $2 order by g.id`,
        [NOW, groups[0]?.organizationId],
      ),
    );
    const expected = cases.map(({ timesSeen, usersSeen, ...snooze }) => {
      const none = { until: null, count: null, window: null, userCount: null, userWindow: null, actorId: null };
      const whole = { ...none, timesSeenBaseline: null, usersSeenBaseline: null, dateAdded: NOW, ...defined(snooze) };
      return snoozeHasRunOut(whole, { timesSeen, usersSeen }, NOW)
        ? { status: 'UNRESOLVED', substatus: 'ONGOING' }
        : { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' };
    });
    expect(rows).toEqual(expected);
    expect(new Set(rows.map(({ status }) => status)).size).toBe(2);
  });
});

describe('assigned:', () => {
  async function assigning() {
    const world = await searching({ unassigned: {} });
    const organizationId = world.organization.id;
    const mine = world.team;
    const theirs = await buildTeam(database, { organizationId });
    const ann = await buildMember(database, {
      organizationId,
      email: `ann${world.owner.id}@example.com`,
      teamIds: [theirs.id],
    });
    const build = (title: string, assignee: NonNullable<GroupOptions['assignee']>) =>
      buildGroup(database, { project: world.project, title, assignee });
    await build('me', { userId: world.owner.id });
    await build('my team', { teamId: mine.id });
    await build('ann', { userId: ann.id });
    await build('her team', { teamId: theirs.id });
    const titles = async (query: string, given: Partial<SearchScope> = {}) => {
      const selection = { expression: expressionOf(query), scope: { ...world.scope, ...given }, status: null };
      const ids = await selectGroupIds(database.unitOfWork.reader, selection, 100);
      const rows = await database.query<{ title: string }>('select title from groups where id = any ($1) order by id', [
        ids,
      ]);
      return rows.map(({ title }) => title);
    };
    return { ...world, mine, theirs, ann, titles };
  }

  test('people, teams, nobody, and what they have together', async () => {
    const { titles, ann, mine, theirs } = await assigning();
    expect(await titles('assigned:me')).toEqual(['me', 'my team']);
    expect(await titles('assigned:none')).toEqual(['unassigned']);
    expect(await titles('assigned:my_teams')).toEqual(['my team']);
    expect(await titles(`assigned:${ann.username}`)).toEqual(['ann', 'her team']);
    expect(await titles(`assigned:"${ann.email.toUpperCase()}"`)).toEqual(['ann', 'her team']);
    expect(await titles(`assigned:#${theirs.slug}`)).toEqual(['her team']);
    expect(await titles(`assigned:[#${mine.slug}, none]`)).toEqual(['unassigned', 'my team']);
    expect(await titles(`assigned:[me, ${ann.email}]`)).toEqual(['me', 'my team', 'ann', 'her team']);
    expect(await titles('!assigned:me')).toEqual(['unassigned', 'ann', 'her team']);
    expect(await titles('!assigned:[me, none]')).toEqual(['ann', 'her team']);
    expect(await titles('is:assigned')).toEqual(['me', 'my team', 'ann', 'her team']);
    expect(await titles('is:unassigned')).toEqual(['unassigned']);
    expect(await titles('is:[unassigned, resolved]')).toEqual(['unassigned']);
  });

  test('who is unknown, of another organization, or nobody at all matches nothing', async () => {
    const { titles, ann, theirs } = await assigning();
    const stranger = await buildMember(database);
    const strangers = await buildTeam(database, { organizationId: stranger.organizationId });
    expect(await titles('assigned:nobody@example.com')).toEqual([]);
    expect(await titles(`assigned:[${stranger.email}, ${stranger.username}, #${strangers.slug}]`)).toEqual([]);
    expect(await titles(`assigned:${theirs.slug}`)).toEqual([]);
    expect(await titles(`assigned:#${ann.username}`)).toEqual([]);
    expect(await titles('assigned:[me, my_teams]', { viewerUserId: null })).toEqual([]);
    expect(await titles('!assigned:me', { viewerUserId: null })).toHaveLength(5);
  });
});

describe('columns and counters', () => {
  const issues = {
    low: { level: 'DEBUG', priority: 'LOW', timesSeen: 1, usersSeen: 0, firstSeen: before(10), lastSeen: before(1) },
    medium: { level: 'ERROR', timesSeen: 10, usersSeen: 2, firstSeen: before(60), lastSeen: before(30) },
    high: { level: 'FATAL', priority: 'HIGH', timesSeen: 100, usersSeen: 20, firstSeen: before(3_000), lastSeen: NOW },
    none: {
      level: 'INFO',
      priority: null,
      timesSeen: 11,
      usersSeen: 3,
      firstSeen: before(90_000),
      lastSeen: before(80_000),
    },
  } satisfies Record<string, GroupOptions>;

  test.each<[string, (keyof typeof issues)[]]>([
    ['level:error', ['medium']],
    ['level:[error, fatal]', ['medium', 'high']],
    ['!level:error', ['low', 'high', 'none']],
    ['priority:high', ['high']],
    ['!priority:high', ['low', 'medium', 'none']],
    ['issue.priority:[low, medium]', ['low', 'medium']],
    ['timesSeen:10', ['medium']],
    ['timesSeen:[1, 11]', ['low', 'none']],
    ['timesSeen:>10', ['high', 'none']],
    ['timesSeen:>=10', ['medium', 'high', 'none']],
    ['timesSeen:<10', ['low']],
    ['timesSeen:<=10', ['low', 'medium']],
    ['!timesSeen:>10', ['low', 'medium']],
    ['timesSeen:>999999999999999', []],
    ['users:>2', ['high', 'none']],
    ['usersSeen:0', ['low']],
    ['usersSeen:>999999999999999', []],
    ['firstSeen:-1h', ['low', 'medium']],
    ['firstSeen:+1h', ['high', 'none']],
    ['age:>-3000m', ['low', 'medium', 'high']],
    ['lastSeen:-30m', ['low', 'medium', 'high']],
    ['!lastSeen:-30m', ['none']],
    ['lastSeen:2026-06-15', ['low', 'medium', 'high']],
    ['lastSeen:2026-06-15T12:00', ['high']],
    ['lastSeen:<=2026-06-15T11:30:00.000Z', ['medium', 'none']],
    ['lastSeen:<2026-06-15T13:30+02:00', ['none']],
    ['firstSeen:>=2026-06-13 firstSeen:<2026-06-15', ['high']],
    ['age:0000-01-01 OR age:9999-12-31', []],
    ['level:error OR level:info timesSeen:11', ['medium', 'none']],
    ['(level:error OR level:info) timesSeen:11', ['none']],
    ['!(level:error OR timesSeen:>10)', ['low']],
  ])('%s', async (query, expected) => {
    const { select } = await searching(issues);
    expect(await select(query)).toEqual(expected);
  });

  test('project: takes slugs and ids', async () => {
    const { select, project } = await searching({ here: {} });
    expect(await select(`project:${project.slug}`)).toEqual(['here']);
    expect(await select(`project:[unknown, ${project.id}]`)).toEqual(['here']);
    expect(await select(`!project:${project.id}`)).toEqual([]);
    expect(await select('project:unknown')).toEqual([]);
  });
});

describe('free text', () => {
  const issues = {
    'TypeError: x is undefined': { culprit: null, message: null },
    '100% of disk_1': { culprit: 'checkDisk in jobs', message: 'C:\\temp is full' },
    '1000 of diskA1': { culprit: null, message: "it's; drop table groups; --" },
  } satisfies Record<string, GroupOptions>;
  const [first, second, third] = Object.keys(issues);

  test.each([
    ['typeerror', [first]],
    ['"x IS undefined"', [first]],
    ['undefined x', [first]],
    ['!undefined', [second, third]],
    ['CHECKdisk', [second]],
    ['100%', [second]],
    ['disk_1', [second]],
    ['disk', [second, third]],
    ['disk*1', [second, third]],
    ['of*jobs', []],
    ['"c:\\\\temp"', [second]],
    ['s', [first, second, third]],
    ['*', [first, second, third]],
    ['\\*', []],
    [`"'; drop table groups; --"`, []],
    [`"it's; drop"`, [third]],
    [`level:error "') or true --"`, []],
  ])('%s', async (query, expected) => {
    const { select } = await searching(issues);
    expect(await select(query)).toEqual(expected);
  });
});

test('S9 ids come in id order, one more than the limit where there are more', async () => {
  const { scope, groups } = await searching({ a: {}, b: {}, c: {} });
  const selection = { expression: expressionOf(''), scope, status: null };
  const [a, b, c] = groups.map(({ id }) => id);
  expect(await selectGroupIds(database.unitOfWork.reader, selection, 1)).toEqual([a, b]);
  expect(await selectGroupIds(database.unitOfWork.reader, selection, 3)).toEqual([a, b, c]);
  const foreign = await buildGroup(database);
  expect(await filterGroupIds(database.unitOfWork.reader, [c ?? '', foreign.id, a ?? ''], selection)).toEqual([a, c]);
});

test.each([
  ...['is:assigned', '!is:assigned', 'assigned:ann', 'timesSeen:>0', 'is:for_review', 'age:-1d', 'is:archived'],
  ...[
    'browser:*',
    'browser:[a, b*]',
    '!has:browser',
    'bookmarks:[me, ann]',
    'release:[latest, 1*]',
    'one',
    'is:linked',
  ],
])('a hundred times %s is planned and answered before the database stops it', async (term) => {
  const { select } = await searching({ one: {} });
  expect(await select(Array(100).fill(term).join(' OR '))).toBeDefined();
  expect(await select(Array(100).fill(term).join(' '))).toBeDefined();
  expect(
    await select(
      Array(50)
        .fill(`(${term} OR !${term.replace(/^!/, '')})`)
        .join(' '),
    ),
  ).toEqual(['one']);
});

test('a search that takes too long is stopped by the database', async () => {
  const { scope } = await searching({});
  await buildGroups(database, 500, {
    project: { id: scope.projectIds[0] ?? '', organizationId: scope.organizationId },
  });
  const expression = expressionOf(Array(100).fill('!browser:*a*b*').join(' '));
  const hurried = createDataSource({
    url: database.url,
    poolSize: 1,
    applicationName: 'muster-test',
  });
  await hurried.initialize();
  await hurried.query('set statement_timeout to 1');
  const answer = selectGroupIds(new UnitOfWork(hurried).reader, { expression, scope, status: null }, 1_000);
  await expect(answer).rejects.toMatchObject({ driverError: { code: '57014' } });
  await hurried.destroy();
});

test('a pattern of nothing but wildcards is answered before the database stops it', async () => {
  const { select } = await searching({ one: { message: 'a'.repeat(10_000) } });
  expect(await select(`${'*a'.repeat(2_000)}b`)).toEqual([]);
  expect(await select('*'.repeat(4_000))).toEqual(['one']);
});
