import { parseSearch } from '../../../src/domain/search/parse-search';
import type { SearchExpression } from '../../../src/domain/search/search-expression';
import type { SearchScope } from '../../../src/persistence/compile/search-scope';
import { filterGroupIds, selectGroupIds } from '../../../src/persistence/read/select-group-ids';
import { buildGroups } from '../build/group';
import type { GroupOptions } from '../build/group-options';
import { insertRows } from '../build/insert-rows';
import { buildMember, buildTeam } from '../build/organization';
import { buildRelease } from '../build/release';
import { buildWorld, type World } from '../build/world';
import type { TestDatabase } from '../test-database';
import {
  VERSIONS,
  type IssueTraits,
  type Person,
  type SearchedIssue,
  type TeamName,
  type Version,
} from './searched-issue';

/** The moment of every search. */
export const NOW = new Date('2026-06-15T12:00:00.000Z');

/** Issues, and those who search for them. */
export interface SearchWorld extends World {
  readonly people: Readonly<Record<Person, { readonly id: string; readonly username: string; readonly email: string }>>;
  readonly teams: Readonly<Record<TeamName, { readonly id: string; readonly slug: string }>>;
  readonly issues: readonly SearchedIssue[];
  readonly scope: SearchScope;
}

/** An organization with these issues, in id order. */
export async function buildSearchWorld(database: TestDatabase, traits: readonly IssueTraits[]): Promise<SearchWorld> {
  const world = await buildWorld(database);
  const organizationId = world.organization.id;
  const ops = await buildTeam(database, { organizationId });
  const ann = await buildMember(database, { organizationId, teamIds: [ops.id] });
  const people = { viewer: world.owner, ann };
  const teams = { core: world.team, ops };
  const groups = await buildGroups(database, traits.length, {
    project: world.project,
    firstSeen: NOW,
    each: (index) => optionsOf(traits[index] ?? {}, people, teams),
  });
  const issues = groups.map((group, index) => ({ group, traits: traits[index] ?? {} }));
  await insertRelations(database, issues, people);
  await insertReleases(database, world, issues);
  const scope = { organizationId, projectIds: [world.project.id], viewerUserId: world.owner.id, now: NOW };
  return { ...world, people, teams, issues, scope };
}

/** What the query finds by both ways of asking, as places in the list of issues. */
export async function placesFound(database: TestDatabase, world: SearchWorld, query: string): Promise<number[]> {
  const selection = { expression: expressionOf(query), scope: world.scope, status: null };
  const ids = await selectGroupIds(database.unitOfWork.reader, selection, 1_000);
  const all = world.issues.map(({ group }) => group.id);
  expect(await filterGroupIds(database.unitOfWork.reader, all, selection)).toEqual(ids);
  return ids.map((id) => all.indexOf(id));
}

/** What the query means; throws where it is refused. */
export function expressionOf(query: string): SearchExpression {
  const read = parseSearch(query);
  if (read.kind === 'problem') throw new Error(`${query}: ${read.message} at ${read.position}`);
  return read;
}

type People = SearchWorld['people'];

function optionsOf(traits: IssueTraits, people: People, teams: SearchWorld['teams']): GroupOptions {
  const { assignedTo, subscribed = [], unsubscribed = [] } = traits;
  const assignee =
    assignedTo === undefined || assignedTo === null
      ? {}
      : {
          assignee:
            assignedTo === 'viewer' || assignedTo === 'ann'
              ? { userId: people[assignedTo].id }
              : { teamId: teams[assignedTo].id },
        };
  const rows = (names: readonly Person[], isActive: boolean) =>
    names.map((name) => ({ userId: people[name].id, isActive }));
  return { ...traits, ...assignee, subscriptions: [...rows(subscribed, true), ...rows(unsubscribed, false)] };
}

async function insertRelations(
  database: TestDatabase,
  issues: readonly SearchedIssue[],
  people: People,
): Promise<void> {
  const keys = ({ group }: SearchedIssue) => ({
    organization_id: group.organizationId,
    group_id: group.id,
    project_id: group.projectId,
    date_added: NOW,
  });
  const bookmarks = issues.flatMap((issue) =>
    (issue.traits.bookmarkedBy ?? []).map((name) => ({ ...keys(issue), user_id: people[name].id })),
  );
  const links = issues
    .filter(({ traits }) => traits.linked)
    .map((issue) => ({ ...keys(issue), linked_type: 'COMMIT', linked_id: 1, relationship: 'REFERENCES' }));
  await insertRows(database, 'group_bookmarks', bookmarks);
  await insertRows(database, 'group_links', links);
}

async function insertReleases(database: TestDatabase, world: World, issues: readonly SearchedIssue[]): Promise<void> {
  const ofOrganization = { organization_id: world.organization.id };
  const releases = await Promise.all(
    // Dates go the other way, so that only the order of the versions can tell which is the latest.
    VERSIONS.map((version, index) =>
      buildRelease(database, version, {
        projects: [world.project],
        dateAdded: new Date(NOW.getTime() - index * 60_000),
      }),
    ),
  );
  const idOf = (version: Version): string => releases[VERSIONS.indexOf(version)]?.id ?? '';
  const met = issues.flatMap(({ group, traits }) =>
    (traits.releases ?? []).map((version) => ({
      ...ofOrganization,
      group_id: group.id,
      project_id: group.projectId,
      release_id: idOf(version),
      first_seen: NOW,
      last_seen: NOW,
    })),
  );
  await insertRows(database, 'group_releases', met);
  const first = issues.flatMap(({ group, traits: { firstRelease } }) =>
    firstRelease ? [{ id: group.id, release: idOf(firstRelease) }] : [],
  );
  await database.query(
    `update groups g set first_release_id = n.release
     from unnest($2::bigint[], $3::bigint[]) n (id, release) where g.organization_id = $1 and g.id = n.id`,
    [world.organization.id, first.map(({ id }) => id), first.map(({ release }) => release)],
  );
}
