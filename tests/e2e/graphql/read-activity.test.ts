import { buildFeed, type FeedLine } from '../../support/build/feed';
import { buildGroup, buildGroups } from '../../support/build/group';
import type { GroupOptions } from '../../support/build/group-options';
import { buildOperation } from '../../support/build/operation';
import { buildMember } from '../../support/build/organization';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

interface Line {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: { readonly id: string } | null;
  readonly operation: { readonly id: string } | null;
}
interface Feed {
  readonly nodes: readonly Line[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
}

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

const feedOf = async (id: string, args: { first?: number; after?: string } = {}): Promise<Feed> => {
  const { data, errors } = await server.graphql<{ issue: { activity: Feed } }>(
    `query ($id: ID!, $first: Int, $after: String) {
       issue(id: $id) { activity(first: $first, after: $after) {
         nodes { id type data actor { id } operation { id } } edges { cursor }
         pageInfo { hasNextPage hasPreviousPage endCursor } totalCount
       } }
     }`,
    { id, ...args },
    world.token.token,
  );
  expect(errors).toEqual([]);
  return data.issue.activity;
};

const groupWith = async (lines: readonly FeedLine[], options: GroupOptions = {}): Promise<string> => {
  const group = await buildGroup(database, { project: world.project, ...options });
  await buildFeed(database, [group], lines);
  return group.id;
};

const typesOf = ({ nodes }: Feed): string[] => nodes.map(({ type }) => type);

describe('the feed of an issue', () => {
  it('activity-list-priority: begins with the first event and its priority', async () => {
    const reopened = await groupWith(
      [{ type: 'SET_UNRESOLVED' }, { type: 'SET_PRIORITY', data: { priority: 'low' } }],
      {
        initialPriority: 'HIGH',
      },
    );
    const feed = await feedOf(reopened);
    expect(typesOf(feed)).toEqual(['SET_PRIORITY', 'SET_UNRESOLVED', 'FIRST_SEEN']);
    expect(feed.nodes[2]).toMatchObject({ id: `first-seen:${reopened}`, data: { priority: 'high' }, actor: null });

    const repeated = await groupWith(
      ['low', 'low', 'medium'].map((priority) => ({ type: 'SET_PRIORITY', data: { priority, reason: null } })),
    );
    const collapsed = await feedOf(repeated);
    expect(collapsed.nodes.map(({ data }) => data['priority'])).toEqual(['medium', 'low', 'medium']);
    expect(typesOf(collapsed)).toEqual(['SET_PRIORITY', 'SET_PRIORITY', 'FIRST_SEEN']);
    expect(collapsed.totalCount).toBe(3);
  });

  it('activity-list-collapses-repeats: equal neighbours are one, notes never', async () => {
    const userId = world.owner.id;
    const writers = await Promise.all(
      [1, 2, 3].map(() => buildMember(database, { organizationId: world.organization.id })),
    );
    const repeats = await groupWith([
      { type: 'SET_UNRESOLVED', userId },
      { type: 'SET_IGNORED', userId },
      ...Array.from({ length: 6 }, () => ({ type: 'SET_UNRESOLVED', userId }) as const),
      ...writers.map(({ id }) => ({ type: 'NOTE', userId: id, data: { text: 'same' } }) as const),
    ]);
    const opened = ['SET_UNRESOLVED', 'SET_IGNORED', 'SET_UNRESOLVED', 'FIRST_SEEN'];
    expect(typesOf(await feedOf(repeats))).toEqual(['NOTE', 'NOTE', 'NOTE', ...opened]);
    expect((await feedOf(repeats)).totalCount).toBe(7);

    const notes = await groupWith([1, 2].map(() => ({ type: 'NOTE', userId, data: { text: 'same' } })));
    expect(typesOf(await feedOf(notes))).toEqual(['NOTE', 'NOTE', 'FIRST_SEEN']);

    const pair: FeedLine[] = [
      { type: 'SET_UNRESOLVED', userId },
      { type: 'SET_IGNORED', userId },
    ];
    const flipFlop = await groupWith(Array.from({ length: 6 }, () => pair).flat());
    expect((await feedOf(flipFlop)).nodes).toHaveLength(13);
  });

  it('T19: collapses before paging and counting, and lines of different operations or data stay apart', async () => {
    const { organization, owner } = world;
    const [a, b] = [
      await buildOperation(database, { organizationId: organization.id, actorId: owner.id }),
      await buildOperation(database, { organizationId: organization.id, actorId: owner.id }),
    ];
    const line = (operationId: string, ident?: string): FeedLine => ({
      type: 'SET_RESOLVED',
      userId: owner.id,
      operationId,
      ...(ident !== undefined && { ident }),
    });
    const id = await groupWith([line(a), line(a), line(b), line(b), line(b, 'x'), { type: 'MARK_REVIEWED' }]);
    const whole = await feedOf(id);
    expect(whole.nodes.map(({ type, operation }) => [type, operation?.id])).toEqual([
      ['MARK_REVIEWED', undefined],
      ['SET_RESOLVED', b],
      ['SET_RESOLVED', b],
      ['SET_RESOLVED', a],
      ['FIRST_SEEN', undefined],
    ]);
    expect(whole.totalCount).toBe(5);

    const pages: Line[] = [];
    let after: string | undefined;
    for (let pageNumber = 1; pageNumber <= 3; pageNumber += 1) {
      const page = await feedOf(id, { first: 2, ...(after !== undefined && { after }) });
      expect(page.pageInfo).toMatchObject({ hasNextPage: pageNumber < 3, hasPreviousPage: pageNumber > 1 });
      pages.push(...page.nodes);
      after = page.pageInfo.endCursor;
    }
    expect(pages).toEqual(whole.nodes);
    expect((await feedOf(id, { first: 2, after: after ?? '' })).nodes).toEqual([]);
  });

  it('gives each issue of a page its own feed', async () => {
    const groups = await buildGroups(database, 3, { project: world.project });
    await Promise.all(
      groups.map((group) => buildFeed(database, [group], [{ type: 'NOTE', data: { text: group.id } }])),
    );
    const { data } = await server.graphql<{ issues: { nodes: { id: string; activity: Feed }[] } }>(
      `query ($organization: String!) { issues(organization: $organization, first: 100) {
         nodes { id activity(first: 1) { nodes { data } } }
       } }`,
      { organization: world.organization.slug },
      world.token.token,
    );
    const shown = new Map(data.issues.nodes.map(({ id, activity }) => [id, activity.nodes[0]?.data]));
    for (const { id } of groups) expect(shown.get(id)).toEqual({ text: id });
  });
});
