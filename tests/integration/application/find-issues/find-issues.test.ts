import * as fc from 'fast-check';
import { FindIssues } from '../../../../src/application/find-issues/find-issues.handler';
import type { FindIssuesQuery, IssuePage } from '../../../../src/application/find-issues/find-issues.query';
import type { Caller, OrganizationAccess } from '../../../../src/domain/access';
import { GROUP_PRIORITIES } from '../../../../src/domain/group';
import type { Refusal } from '../../../../src/domain/refusal';
import { ISSUE_SORTS, type IssueSort } from '../../../../src/domain/search/issue-sort';
import { buildGroup, buildGroups } from '../../../support/build/group';
import type { GroupOptions } from '../../../support/build/group-options';
import { buildProject } from '../../../support/build/organization';
import { buildWorld } from '../../../support/build/world';
import { useTestDatabase } from '../../../support/test-database';

const NOW = new Date('2026-06-15T12:00:00.000Z');
const at = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

const database = useTestDatabase();

/** A caller with an organization; `find` is what the caller asks. */
async function calling() {
  const world = await buildWorld(database);
  const access: OrganizationAccess = {
    organizationId: world.organization.id,
    slug: world.organization.slug,
    scopes: new Set(['event:read']),
    projects: new Map([[world.project.id, world.project.slug]]),
    resolveAges: new Map(),
  };
  const caller: Caller = {
    tokenId: world.token.id,
    user: { id: world.owner.id, selfAssignOnResolve: false },
    installation: false,
    scopes: access.scopes,
    organizations: [access],
  };
  const handler = new FindIssues({ unitOfWork: database.unitOfWork, clock: () => NOW });
  const find = (query: FindIssuesQuery = {}) => handler.execute(caller, access, query);
  const build = (count: number, each: (index: number) => GroupOptions = () => ({})) =>
    buildGroups(database, count, { project: world.project, firstSeen: NOW, each });
  return { ...world, handler, caller, access, find, build };
}

const idsOf = (page: IssuePage): string[] => page.edges.map(({ id }) => id);
const cursors = (page: IssuePage): (string | undefined)[] => [page.edges[0]?.cursor, page.edges.at(-1)?.cursor];

interface Walk {
  readonly ids: readonly string[];
  readonly pages: readonly IssuePage[];
}

async function forwards(find: (query: FindIssuesQuery) => Promise<IssuePage>, query: FindIssuesQuery): Promise<Walk> {
  const pages = [await find(query)];
  for (let page = pages[0]; page?.hasNextPage; page = pages.at(-1)) {
    pages.push(await find({ ...query, after: cursors(page)[1] ?? null }));
  }
  return { ids: pages.flatMap(idsOf), pages };
}

async function backwards(find: (query: FindIssuesQuery) => Promise<IssuePage>, query: FindIssuesQuery): Promise<Walk> {
  const pages = [await find(query)];
  for (let page = pages[0]; page?.hasPreviousPage; page = pages[0]) {
    pages.unshift(await find({ ...query, before: cursors(page)[0] ?? null }));
  }
  return { ids: pages.flatMap(idsOf), pages };
}

type Inbox = NonNullable<GroupOptions['inbox']>;

describe('sorts', () => {
  const RANK = { HIGH: 3, MEDIUM: 2, LOW: 1 };
  /** What an issue is ordered by, greatest first. */
  const keysOf: Record<IssueSort, (options: GroupOptions) => number[]> = {
    LAST_SEEN: ({ lastSeen }) => [lastSeen?.getTime() ?? 0],
    FIRST_SEEN: ({ firstSeen }) => [firstSeen?.getTime() ?? 0],
    TIMES_SEEN: ({ timesSeen }) => [timesSeen ?? 0],
    USERS_SEEN: ({ usersSeen }) => [usersSeen ?? 0],
    PRIORITY: ({ priority, lastSeen }) => [priority ? RANK[priority] : 0, lastSeen?.getTime() ?? 0],
    INBOX: ({ inbox }) => [inbox?.dateAdded?.getTime() ?? 0],
  };
  const time = fc.integer({ min: -3, max: 3 }).map(at);
  const options = fc.record({
    firstSeen: time,
    lastSeen: time,
    timesSeen: fc.integer({ min: 1, max: 3 }),
    usersSeen: fc.integer({ min: 0, max: 2 }),
    priority: fc.constantFrom(...GROUP_PRIORITIES, null),
    inbox: fc.option(
      time.map((dateAdded): Inbox => ({ reason: 'NEW', dateAdded })),
      { nil: null },
    ),
  });

  test.each(ISSUE_SORTS)('%s: pages in both directions are the full sort, without gaps or repeats', async (sort) => {
    await fc.assert(
      fc.asyncProperty(fc.array(options, { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), async (issues, size) => {
        const { find, build } = await calling();
        const optionsOf = (index: number): GroupOptions => issues[index] ?? {};
        const groups = await build(issues.length, optionsOf);
        const rows = groups.map(({ id }, index) => ({ id, given: optionsOf(index) }));
        const expected = rows
          .filter(({ given }) => sort !== 'INBOX' || given.inbox)
          .map(({ id, given }) => ({ id, keys: [...keysOf[sort](given), Number(id)] }))
          .sort((left, right) => descending(left.keys, right.keys))
          .map(({ id }) => id);
        const walks = [await forwards(find, { sort, first: size }), await backwards(find, { sort, last: size })];
        for (const { ids, pages } of walks) {
          expect(ids).toEqual(expected);
          expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual(
            pages.map((_, index) => index < pages.length - 1),
          );
          expect(pages.map(({ hasPreviousPage }) => hasPreviousPage)).toEqual(pages.map((_, index) => index > 0));
          expect(await pages[0]?.totalCount()).toBe(expected.length);
        }
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  function descending(left: readonly number[], right: readonly number[]): number {
    const index = left.findIndex((key, place) => key !== right[place]);
    return (right[index] ?? 0) - (left[index] ?? 0);
  }
});

describe('pages', () => {
  test('25 by default; S9 more than 100 is read as 100, from either end', async () => {
    const { find, build } = await calling();
    await build(103);
    const first = await find();
    expect(first.edges).toHaveLength(25);
    expect([first.hasNextPage, first.hasPreviousPage]).toEqual([true, false]);
    expect((await find({ first: 100_000 })).edges).toHaveLength(100);
    expect((await find({ last: 101 })).edges).toHaveLength(100);
    expect(await first.totalCount()).toBe(103);
  });

  test('first: 0 and last: 0 are empty pages that tell whether there is anything', async () => {
    const { find, build } = await calling();
    expect(await find({ first: 0 })).toMatchObject({ edges: [], hasNextPage: false });
    await build(1);
    expect(await find({ first: 0 })).toMatchObject({ edges: [], hasNextPage: true });
    expect(await find({ last: 0 })).toMatchObject({ edges: [], hasPreviousPage: true });
  });

  test('between two cursors, and before one without a count', async () => {
    const { find, build } = await calling();
    const ids = (await build(5)).map(({ id }) => id).reverse();
    const cursor = (await find()).edges.map((edge) => edge.cursor);
    expect(idsOf(await find({ after: cursor[0] ?? '', before: cursor[4] ?? '', first: 2 }))).toEqual(ids.slice(1, 3));
    expect(idsOf(await find({ after: cursor[0] ?? '', before: cursor[4] ?? '', last: 2 }))).toEqual(ids.slice(2, 4));
    expect(idsOf(await find({ before: cursor[2] ?? '' }))).toEqual(ids.slice(0, 2));
  });

  test('an issue that is seen again between two pages moves none of the others', async () => {
    const { find, build } = await calling();
    const groups = await build(4, (index) => ({ lastSeen: at(-index) }));
    const page = await find({ first: 2 });
    await database.query('update group_counters set last_seen = $2 where group_id = $1', [groups[3]?.id, at(1)]);
    expect(idsOf(await find({ first: 2, after: page.edges[1]?.cursor ?? '' }))).toEqual([groups[2]?.id]);
  });

  test('times before 1970 keep their place', async () => {
    const { find, build } = await calling();
    const groups = await build(3, (index) => ({ lastSeen: new Date(-86_400_000 * 365 * 300 * (index + 1) - 1) }));
    expect((await forwards(find, { first: 1 })).ids).toEqual(groups.map(({ id }) => id));
  });

  test.each<[string, FindIssuesQuery]>([
    ['first with last', { first: 1, last: 1 }],
    ['a negative first', { first: -1 }],
    ['a negative last', { last: -1 }],
    ['an empty cursor', { after: '' }],
    ['a cursor that is none', { after: 'MTIz' }],
    ['a cursor that is not base64url', { before: '%%%' }],
    ['a cursor of another shape', { after: cursorOf(['LAST_SEEN', 'ORG', '1']) }],
    ['a cursor with a time that is none', { after: cursorOf(['LAST_SEEN', 'ORG', '9999999999999999999', '1']) }],
    ['a cursor with an id that is too large', { after: cursorOf(['LAST_SEEN', 'ORG', '1', '9999999999999999999']) }],
    ['a cursor with words', { after: cursorOf(['LAST_SEEN', 'ORG', '1', "1'"]) }],
    ['a cursor of another organization', { after: cursorOf(['LAST_SEEN', '1', '1', '1']) }],
    ['a cursor of another sort', { after: cursorOf(['LAST_SEEN', 'ORG', '1', '1']), sort: 'FIRST_SEEN' }],
    ['a cursor with something behind it', { after: `${cursorOf(['LAST_SEEN', 'ORG', '1', '1'])}=` }],
  ])('BAD_USER_INPUT: %s', async (_, query) => {
    const { find, organization } = await calling();
    const own = (cursor: string | null | undefined): string | null =>
      cursor?.replace(/^[\w-]+/, (text) => forOrganization(text, organization.id)) ?? null;
    await expect(find({ ...query, after: own(query.after), before: own(query.before) })).rejects.toMatchObject({
      name: 'Refusal',
      code: 'BAD_USER_INPUT',
    });
  });

  test('a cursor that is sound by itself is accepted', async () => {
    const { find, organization } = await calling();
    const cursor = forOrganization(cursorOf(['LAST_SEEN', 'ORG', '1', '1']), organization.id);
    expect((await find({ after: cursor })).edges).toEqual([]);
  });

  function cursorOf(elements: readonly string[]): string {
    return Buffer.from(JSON.stringify(elements)).toString('base64url');
  }

  function forOrganization(cursor: string, id: string): string {
    const text = Buffer.from(cursor, 'base64url').toString();
    return text.includes('"ORG"') ? Buffer.from(text.replace('ORG', id)).toString('base64url') : cursor;
  }
});

describe('what is searched', () => {
  test('S2 the projects named, all visible ones where none are named, none where the list is empty', async () => {
    const { handler, caller, access, organization, project } = await calling();
    const other = await buildProject(database, { organizationId: organization.id });
    const hidden = await buildProject(database, { organizationId: organization.id });
    const mine = await buildGroup(database, { project });
    const others = await buildGroup(database, { project: other });
    await buildGroup(database, { project: hidden });
    const both = { ...access, projects: new Map([...access.projects, [other.id, other.slug]]) };
    const find = async (projects?: readonly string[] | null) =>
      idsOf(await handler.execute(caller, both, { projects: projects ?? null, sort: 'FIRST_SEEN' })).sort();
    expect(await find()).toEqual([mine.id, others.id].sort());
    expect(await find([other.slug])).toEqual([others.id]);
    expect(await find([other.slug, project.slug, other.slug])).toEqual([mine.id, others.id].sort());
    expect(await find([])).toEqual([]);
    const refusals = await Promise.all(
      [hidden.slug, 'no-such-project', ''].map((slug) => find([project.slug, slug]).catch((error: unknown) => error)),
    );
    expect(refusals.map((refusal) => (refusal as Refusal).code)).toEqual(Array(3).fill('NOT_FOUND'));
    expect(new Set(refusals.map(String)).size).toBe(1);
  });

  test('the query narrows page and total; a blank one does not', async () => {
    const { find, build } = await calling();
    const [first, second] = await build(2, (index) => ({ level: index === 0 ? 'ERROR' : 'INFO' }));
    const page = await find({ query: 'level:error' });
    expect([idsOf(page), await page.totalCount()]).toEqual([[first?.id], 1]);
    expect(idsOf(await find({ query: '  ' }))).toEqual([second?.id, first?.id]);
    expect(idsOf(await find({ query: null, sort: null, projects: null }))).toEqual([second?.id, first?.id]);
  });

  test('the moment of the search is that of the clock, and me is the caller', async () => {
    const { find, build, owner } = await calling();
    const [old, mine] = await build(2, (index) =>
      index === 0 ? { firstSeen: at(-3_600_001) } : { assignee: { userId: owner.id } },
    );
    expect(idsOf(await find({ query: 'age:+1h' }))).toEqual([old?.id]);
    expect(idsOf(await find({ query: 'assigned:me' }))).toEqual([mine?.id]);
  });

  test('the total is counted only when it is asked for', async () => {
    const { caller, access } = await calling();
    const labels: string[] = [];
    const reader = {
      rows: <Row>(statement: { label: string; text: string; values: readonly unknown[] }): Promise<Row[]> => {
        labels.push(statement.label);
        return database.unitOfWork.reader.rows<Row>(statement);
      },
      count: () => Promise.resolve(0),
    };
    const unitOfWork = Object.assign(Object.create(database.unitOfWork) as typeof database.unitOfWork, { reader });
    const page = await new FindIssues({ unitOfWork, clock: () => NOW }).execute(caller, access, {});
    expect(labels).toEqual(['find-issues-last-seen']);
    await page.totalCount();
    expect(labels).toEqual(['find-issues-last-seen', 'count-issues']);
  });

  test('INVALID_QUERY comes with the position', async () => {
    const { find } = await calling();
    await expect(find({ query: 'is:unresolved is:done' })).rejects.toMatchObject({
      code: 'INVALID_QUERY',
      message: "invalid status value of 'done'",
      details: { position: 17 },
    });
    await expect(find({ query: '('.repeat(100_000) })).rejects.toMatchObject({
      code: 'INVALID_QUERY',
      details: { position: 4_096 },
    });
  });

  test('a token that may not read issues is refused', async () => {
    const { handler, caller, access } = await calling();
    const without = { ...caller, scopes: new Set(['org:read'] as const) };
    await expect(handler.execute(without, access, {})).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
