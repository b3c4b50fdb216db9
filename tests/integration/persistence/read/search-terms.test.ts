import * as fc from 'fast-check';
import { GROUP_CATEGORIES, GROUP_LEVELS, GROUP_PRIORITIES } from '../../../../src/domain/group';
import { findIssues, countIssues } from '../../../../src/persistence/read/find-issues';
import { ISSUE_SORTS } from '../../../../src/domain/search/issue-sort';
import { buildGroups } from '../../../support/build/group';
import { buildRelease } from '../../../support/build/release';
import { buildProject } from '../../../support/build/organization';
import { isFound } from '../../../support/search/naive-search';
import {
  buildSearchWorld,
  expressionOf,
  NOW,
  placesFound,
  type SearchWorld,
} from '../../../support/search/search-world';
import { PEOPLE, TEAMS, VERSIONS, type IssueTraits } from '../../../support/search/searched-issue';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const before = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

const ISSUES = {
  plain: { tags: { browser: ['Firefox 130'], 'my tag': ['50% of it'] }, releases: ['app@1.0.0'] },
  marked: {
    ...{ bookmarkedBy: ['viewer'], subscribed: ['ann'], unsubscribed: ['viewer'], linked: true },
    ...{ category: 'CRON', platform: 'python' },
  },
  seen: {
    ...{ bookmarkedBy: ['ann', 'viewer'], subscribed: ['viewer'], firstRelease: 'app@1.0.0' },
    ...{ tags: { browser: ['Firefox 131', 'Chrome'], user: ['id:42'] }, releases: ['app@1.0.0', 'app@2.1.0-rc.1'] },
  },
  bare: { platform: null, firstRelease: 'app@2.1.0-rc.1', releases: ['app@2.1.0-rc.1'], tags: { level: ['error'] } },
} satisfies Record<string, IssueTraits>;
type Name = keyof typeof ISSUES;
const NAMES = Object.keys(ISSUES) as Name[];

let world: SearchWorld;

beforeAll(async () => {
  world = await buildSearchWorld(
    database,
    NAMES.map((title) => ({ title, ...ISSUES[title] })),
  );
});

const named = (query: string): string =>
  query
    .replaceAll('ANN', world.people.ann.username)
    .replaceAll('MAIL', world.people.ann.email.toUpperCase())
    .replaceAll('SLUG', world.project.slug.toUpperCase());

describe('a term finds', () => {
  test.each<[string, Name[]]>([
    ['is:linked', ['marked']],
    ['is:unlinked', ['plain', 'seen', 'bare']],
    ['!is:linked', ['plain', 'seen', 'bare']],
    ['bookmarks:me', ['marked', 'seen']],
    ['bookmarks:ANN', ['seen']],
    ['bookmarks:"MAIL"', ['seen']],
    ['!bookmarks:ANN', ['plain', 'marked', 'bare']],
    ['bookmarks:nobody', []],
    ['bookmarks:[nobody, me]', ['marked', 'seen']],
    ['subscribed:me', ['seen']],
    ['subscribed:[me, ANN]', ['marked', 'seen']],
    ['!subscribed:me', ['plain', 'marked', 'bare']],
    ['issue.category:cron', ['marked']],
    ['!issue.category:[cron, metric]', ['plain', 'seen', 'bare']],
    ['platform:python', ['marked']],
    ['!platform:node', ['marked', 'bare']],
    ['issue:SLUG-2', ['marked']],
    ['issue:[SLUG-1, SLUG-3, SLUG-99, OTHER-1]', ['plain', 'seen']],
    ['!issue:SLUG-2', ['plain', 'seen', 'bare']],
    ['browser:"Firefox 130"', ['plain']],
    ['browser:["Firefox 130", Chrome]', ['plain', 'seen']],
    ['browser:Firefox*', ['plain', 'seen']],
    ['browser:*fox*1', ['seen']],
    ['browser:firefox*', []],
    ['!browser:Firefox*', ['marked', 'bare']],
    ['browser:*', ['plain', 'seen']],
    ['browser:""', ['marked', 'bare']],
    ['!browser:""', ['plain', 'seen']],
    ['tags[my tag]:"50% of it"', ['plain']],
    ['tags[my tag]:"50_ of it"', []],
    ['tags[my tag]:*%*', ['plain']],
    ['user:id:42', ['seen']],
    ['has:browser', ['plain', 'seen']],
    ['!has:browser', ['marked', 'bare']],
    ['has:[user, "my tag"]', ['plain', 'seen']],
    ['has:tags[level]', ['bare']],
    ['tags[level]:error', ['bare']],
    ['has:nothing', []],
    ['release:app@1.0.0', ['plain', 'seen']],
    ['release:app@2*', ['seen', 'bare']],
    ['release:latest', ['seen', 'bare']],
    ['release:[app@1.0.0, latest]', ['plain', 'seen', 'bare']],
    ['!release:latest', ['plain', 'marked']],
    ['release:app@1.1.0', []],
    ['release:""', ['marked']],
    ['has:release', ['plain', 'seen', 'bare']],
    ['firstRelease:latest', ['bare']],
    ['firstRelease:app@1.*', ['seen']],
    ['!firstRelease:app@1.*', ['plain', 'marked', 'bare']],
    ['has:firstRelease', ['seen', 'bare']],
    ['bookmarks:me OR is:linked OR has:user', ['marked', 'seen']],
    ['(bookmarks:ANN OR plain) browser:Firefox*', ['plain', 'seen']],
    ['plain OR marked OR release:latest', ['plain', 'marked', 'seen', 'bare']],
    ['browser:* has:user bookmarks:me subscribed:me release:latest user:*', ['seen']],
  ])('%s', async (query, expected) => {
    const found = await placesFound(database, world, named(query));
    expect(found.map((place) => NAMES[place])).toEqual(expected);
  });

  test('nothing of a viewer who is nobody', async () => {
    const anonymous = { ...world, scope: { ...world.scope, viewerUserId: null } };
    expect(await placesFound(database, anonymous, 'bookmarks:me OR subscribed:me')).toEqual([]);
  });

  test('what nobody else of another organization has', async () => {
    const other = await buildSearchWorld(database, [{ title: 'plain' }]);
    const query = 'has:browser OR bookmarks:me OR release:* OR is:linked OR plain';
    expect(await placesFound(database, other, query)).toEqual([0]);
    expect(await placesFound(database, other, `issue:${world.project.slug}-1`)).toEqual([]);
  });
});

describe('a value that means something elsewhere is only a value', () => {
  const VALUES = [
    `'; drop table groups; --`,
    `') or true --`,
    '%',
    '_______',
    '$1',
    '\\u0000',
    '🙂',
    '\u2028',
    'x'.repeat(3_900),
  ];
  const KEYS = ['browser', 'tags[my tag]', 'tags[%]', 'release', 'firstRelease', 'platform', 'bookmarks', 'assigned'];

  test.each(KEYS)('%s', async (key) => {
    const found = await Promise.all(
      VALUES.map((value) => placesFound(database, world, `${key}:"${value.replace(/[\\"*]/g, '\\$&')}"`)),
    );
    expect(found.flat()).toEqual([]);
  });
});

test.each<[string, readonly string[], string]>([
  ['one that is not semantic', ['app@2.0.0', 'abc'], 'abc'],
  ['two, the newest semantic', ['abc', 'app@1.0.0'], 'app@1.0.0'],
  ['one of the newest three semantic', ['app@3.0.0', 'app@2.0.0', 'b', 'c'], 'app@3.0.0'],
  ['none of the newest three semantic', ['app@3.0.0', 'b', 'c', 'd'], 'd'],
  ['two, of which the other was released later', ['abc released', 'app@1.0.0'], 'app@1.0.0'],
  ['two that are not semantic, of which the first was released later', ['a released', 'b'], 'a released'],
  ['ten, of which two are semantic', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'app@2.0.0', 'app@1.0.0', 'h'], 'h'],
  [
    'ten, of which three are semantic',
    ['a', 'b', 'c', 'd', 'e', 'f', 'app@3.0.0', 'app@2.0.0', 'app@1.0.0', 'h'],
    'app@3.0.0',
  ],
])('latest of a project with releases, in the order in which they were added: %s', async (_, versions, latest) => {
  const organizationId = world.organization.id;
  const project = await buildProject(database, { organizationId });
  const prefix = `${project.id}-`;
  const releases = await Promise.all(
    versions.map((version, index) =>
      buildRelease(
        database,
        version.replace(/^(app)?/, (name) => (name ? `${name}${project.id}` : prefix)),
        {
          projects: [project],
          dateAdded: before(100 - index),
          ...(version.endsWith(' released') && { dateReleased: before(1) }),
        },
      ),
    ),
  );
  const groups = await buildGroups(database, versions.length, { project });
  await database.query(
    `update groups g set first_release_id = n.release from unnest($2::bigint[], $3::bigint[]) n (id, release)
     where g.organization_id = $1 and g.id = n.id`,
    [organizationId, groups.map(({ id }) => id), releases.map(({ id }) => id)],
  );
  const search = {
    expression: expressionOf('firstRelease:latest'),
    scope: { ...world.scope, projectIds: [project.id] },
    sort: 'FIRST_SEEN',
  } as const;
  const stretch = { after: null, before: null, fromBack: false, limit: 10 };
  const found = await findIssues(database.unitOfWork.reader, search, stretch);
  expect(found.map(({ id }) => versions[groups.findIndex((group) => group.id === id)])).toEqual([latest]);
});

describe('any search', () => {
  const subset = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);
  const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
  const time = fc.constantFrom(NOW, before(30), before(90), before(3_000));
  const state = fc.constantFrom<IssueTraits>(
    ...(['NEW', 'ONGOING', 'REGRESSED'] as const).map((substatus) => ({ status: 'UNRESOLVED', substatus }) as const),
    { status: 'RESOLVED' },
    { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' },
    { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { until: before(1) } },
    { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { count: 3, timesSeenBaseline: 2 } },
    { status: 'REPROCESSING' },
  );
  const traits = fc
    .record({
      state,
      title: fc.constantFrom('TypeError: no_x', 'OutOfMemory', '50% full', 'type'),
      culprit: maybe(fc.constantFrom('checkout in pay', 'Memory/Pool')),
      message: maybe(fc.constantFrom('full of memory', 'x is 50%', 'nope\nTypeError')),
      level: fc.constantFrom(...GROUP_LEVELS),
      priority: maybe(fc.constantFrom(...GROUP_PRIORITIES)),
      category: fc.constantFrom(...GROUP_CATEGORIES),
      platform: maybe(fc.constantFrom('node', 'python')),
      firstSeen: time,
      lastSeen: time,
      timesSeen: fc.integer({ min: 1, max: 6 }),
      usersSeen: fc.integer({ min: 0, max: 3 }),
      assignedTo: maybe(fc.constantFrom(...PEOPLE, ...TEAMS)),
      inbox: maybe(fc.constant({ reason: 'NEW' } as const)),
      bookmarkedBy: subset(PEOPLE),
      subscribed: subset(PEOPLE),
      linked: fc.boolean(),
      tags: fc.record({ browser: subset(['Firefox 1', 'Firefox 2', 'Chrome']), os: subset(['mac', 'MAC']) }),
      releases: subset(VERSIONS),
      firstRelease: maybe(fc.constantFrom(...VERSIONS)),
    })
    .map(({ state: given, ...rest }): IssueTraits => ({ ...rest, ...given }));

  const LEAVES = [
    ...['is:unresolved', 'is:resolved', 'is:archived', 'is:[new, ongoing]', 'is:regressed', 'is:for_review'],
    ...['is:linked', 'is:unlinked', 'is:assigned', 'is:unassigned', 'is:reprocessing', 'is:archived_forever'],
    ...['assigned:me', 'assigned:none', 'assigned:my_teams', 'assigned:[ANN, none]', 'assigned:#OPS'],
    ...['bookmarks:me', 'bookmarks:ANN', 'subscribed:me', 'subscribed:[me, ANN]'],
    ...['level:[error, fatal]', 'priority:high', 'issue.category:[error, cron, other]', 'platform:node'],
    ...['timesSeen:>3', 'timesSeen:[1, 4]', 'users:<=1', 'age:-1h', 'lastSeen:+1h', 'firstSeen:2026-06-15'],
    ...['browser:"Firefox 1"', 'browser:*fox*', 'browser:[Chrome, "Firefox 2"]', 'has:os', 'os:mac', 'os:""'],
    ...['release:app@1*', 'release:latest', 'firstRelease:latest', 'firstRelease:app@1.0.0', 'has:firstRelease'],
    ...['memory', 'type', 'full*memory', 'OUTof', '50%', 'no_x', 'x', '"checkout in"', 'issue:SLUG-3', 'project:SLUG'],
  ];
  const query = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 2, arbitrary: fc.constantFrom(...LEAVES) },
      { weight: 1, arbitrary: tie('tree').map((tree) => `!(${tree})`) },
      {
        weight: 2,
        arbitrary: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((all) => `(${all.join(' ')})`),
      },
      {
        weight: 2,
        arbitrary: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((all) => `(${all.join(' OR ')})`),
      },
    ),
  })).tree;

  test('finds what the plainest reading of it finds, in every order, and counts it', async () => {
    const many = await buildSearchWorld(database, fc.sample(traits, { numRuns: 60, seed: 11 }));
    const written = (text: string): string =>
      text
        .replaceAll('ANN', many.people.ann.username)
        .replaceAll('OPS', many.teams.ops.slug)
        .replaceAll('SLUG', many.project.slug);
    const sort = fc.constantFrom(...ISSUE_SORTS);
    await fc.assert(
      fc.asyncProperty(query, sort, async (text, order) => {
        const expression = expressionOf(written(text));
        const expected = many.issues.flatMap((issue, place) => (isFound(expression, issue, many) ? [place] : []));
        expect(await placesFound(database, many, written(text))).toEqual(expected);
        const search = { expression, scope: many.scope, sort: order };
        const stretch = { after: null, before: null, fromBack: false, limit: 100 };
        const listed = await findIssues(database.unitOfWork.reader, search, stretch);
        const ids = expected
          .filter((place) => order !== 'INBOX' || many.issues[place]?.traits.inbox)
          .map((place) => many.issues[place]?.group.id ?? '');
        expect(listed.map(({ id }) => id).sort()).toEqual(ids.sort());
        expect(await countIssues(database.unitOfWork.reader, search)).toBe(ids.length);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
