import DataLoader from 'dataloader';
import type { Application } from '../application/application';
import type { EventView } from '../application/read-issues/read-issues.handler';
import type { IssueView } from '../application/read-issues/issue-view';
import type {
  OperationRequestSizeView,
  OperationRequestView,
  OperationView,
} from '../application/read-operations/read-operations.handler';
import type { OrganizationView, ProjectView } from '../application/read-organizations/read-organizations.handler';
import type { TeamView, UserView } from '../application/read-people/read-people.handler';
import type { CommitView, ReleaseView } from '../application/read-releases/read-releases.handler';
import type { Caller } from '../domain/access';
import type { TenantKey } from '../domain/tenant-key';

/** Loads rows by the key of the row itself or of what they belong to; each kind is asked for once a tick. */
export type KeyLoader<Value> = DataLoader<TenantKey, Value, string>;

/** The loaders of one request. What the caller does not see loads as null, what has no rows as an empty list. */
export interface Loaders {
  readonly commits: KeyLoader<CommitView | null>;
  readonly issues: KeyLoader<IssueView | null>;
  readonly latestEvents: KeyLoader<EventView | null>;
  readonly operations: KeyLoader<OperationView | null>;
  readonly operationRequests: KeyLoader<OperationRequestView | null>;
  readonly operationRequestSizes: KeyLoader<OperationRequestSizeView | null>;
  readonly organizations: DataLoader<string, OrganizationView | null>;
  readonly organizationTeams: DataLoader<string, readonly TeamView[]>;
  readonly projects: KeyLoader<ProjectView | null>;
  readonly projectTeams: KeyLoader<readonly TeamView[]>;
  readonly releases: KeyLoader<ReleaseView | null>;
  readonly teams: KeyLoader<TeamView | null>;
  readonly teamMembers: KeyLoader<readonly UserView[]>;
  /** Ids of issues that the caller sees. */
  readonly visibleIssues: KeyLoader<TenantKey | null>;
  readonly users: DataLoader<string, UserView | null>;
  readonly userTeams: KeyLoader<readonly TeamView[]>;
  /** Loaders that the pages of connections are read with, made as they are asked for: see page-loader.ts. */
  readonly pages: Map<string, KeyLoader<unknown>>;
}

/** `caller` is asked when something is loaded that depends on who asks. */
export function createLoaders(application: Application, caller: () => Caller): Loaders {
  const { readIssues, readOperations, readOrganizations, readPeople, readReleases } = application;
  return {
    commits: byKey((keys) => readReleases.commits(keys)),
    issues: byKey((keys) => readIssues.byKeys(caller(), keys)),
    latestEvents: keyed(async (keys) => indexed(await readIssues.latestEvents(keys), ({ groupId }) => groupId), null),
    operations: byKey((keys) => readOperations.byKeys(caller(), keys)),
    operationRequests: byKey((keys) => readOperations.requests(keys)),
    operationRequestSizes: byKey((keys) => readOperations.requestSizes(keys)),
    organizations: byId((ids) => readOrganizations.byIds(ids)),
    organizationTeams: new DataLoader(async (ids) => {
      const teams = await readOrganizations.teams(caller(), ids);
      return ids.map((id) => teams.get(id) ?? []);
    }),
    projects: byKey((keys) => readOrganizations.projects(keys)),
    projectTeams: keyed((keys) => readPeople.teamsOfProjects(keys), []),
    releases: byKey((keys) => readReleases.byKeys(keys)),
    teams: byKey((keys) => readPeople.teams(keys)),
    teamMembers: keyed((keys) => readPeople.teamMembers(caller(), keys), []),
    users: byId((ids) => readPeople.users(ids)),
    visibleIssues: byKey((keys) => readOperations.visibleIssues(caller(), keys)),
    userTeams: keyed((keys) => readPeople.teamsOfUsers(keys), []),
    pages: new Map(),
  };
}

/** A loader over a read that answers with a map by id; what the map lacks is `absent`. */
export function keyed<Value, Absent>(
  read: (keys: readonly TenantKey[]) => Promise<ReadonlyMap<string, Value>>,
  absent: Absent,
): KeyLoader<Value | Absent> {
  return new DataLoader(
    async (keys) => {
      const found = await read(keys);
      return keys.map(({ id }) => found.get(id) ?? absent);
    },
    { cacheKeyFn: ({ organizationId, id }) => `${organizationId}:${id}` },
  );
}

interface Identified {
  readonly id: string;
}

function byKey<Row extends Identified>(
  read: (keys: readonly TenantKey[]) => Promise<readonly Row[]>,
): KeyLoader<Row | null> {
  return keyed(async (keys) => indexed(await read(keys), ({ id }) => id), null);
}

function byId<Row extends Identified>(
  read: (ids: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row | null> {
  return new DataLoader(async (ids) => {
    const found = indexed(await read(ids), ({ id }) => id);
    return ids.map((id) => found.get(id) ?? null);
  });
}

function indexed<Row>(rows: readonly Row[], idOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [idOf(row), row]));
}
