import type { ProjectView } from '../../application/read-organizations/read-organizations.handler';
import type {
  CommitView,
  DeployView,
  ReleaseDetailsView,
  ReleaseView,
  RepositoryView,
} from '../../application/read-releases/read-releases.handler';
import type { OrganizationAccess } from '../../domain/access';
import { unique } from '../people/load-people';
import type { RestRequest } from '../rest-request';

/** Releases of one organization as clients read them, in a fixed number of statements. */
export async function presentReleases(
  { application: { readReleases, readOrganizations } }: RestRequest,
  access: OrganizationAccess,
  releases: readonly ReleaseView[],
): Promise<readonly object[]> {
  if (releases.length === 0) return [];
  const details = new Map((await readReleases.details(access, releases)).map((row) => [row.id, row]));
  const all = [...details.values()];
  const keysOf = (ids: readonly (string | null)[]): readonly { organizationId: string; id: string }[] =>
    unique(ids).map((id) => ({ organizationId: access.organizationId, id }));
  const [projects, commits, deploys] = await Promise.all([
    readOrganizations.projects(keysOf(all.flatMap(({ projectIds }) => projectIds))),
    readReleases.commits(keysOf(all.map(({ lastCommitId }) => lastCommitId))),
    readReleases.deploys(access, unique(all.map(({ lastDeployId }) => lastDeployId))),
  ]);
  const held = { projects: byId(projects), commits: byId(commits), deploys: byId(deploys) };
  return releases.map((release) => presentRelease(release, details.get(release.id), held));
}

interface Held {
  readonly projects: ReadonlyMap<string, ProjectView>;
  readonly commits: ReadonlyMap<string, CommitView>;
  readonly deploys: ReadonlyMap<string, DeployView>;
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function presentRelease(release: ReleaseView, details: ReleaseDetailsView | undefined, held: Held): object {
  const { id, version, status, dateAdded, dateReleased } = release;
  const { projectIds = [], commitCount = 0, deployCount = 0, newGroups = 0 } = details ?? {};
  const commit = held.commits.get(details?.lastCommitId ?? '');
  const deploy = held.deploys.get(details?.lastDeployId ?? '');
  return {
    ...{ id: Number(id), version, shortVersion: version, versionInfo: null, ref: null, url: null },
    status: status === 'ARCHIVED' ? 'archived' : 'open',
    ...{ dateCreated: dateAdded, dateReleased, firstEvent: null, lastEvent: null },
    ...{ newGroups, commitCount, deployCount, authors: [], owner: null, data: {} },
    lastCommit: commit === undefined ? null : presentCommit(commit),
    lastDeploy: deploy === undefined ? null : presentDeploy(deploy),
    projects: projectIds.flatMap((projectId) => {
      const project = held.projects.get(projectId);
      return project === undefined ? [] : [presentPlace(project)];
    }),
  };
}

function presentPlace({ id, slug, name, platform }: ProjectView): object {
  return { id: Number(id), slug, name, platform };
}

/** A commit as clients read one. */
export function presentCommit({ key, message, repository, authorEmail, dateAdded }: CommitView): object {
  return {
    ...{ id: key, message, dateCreated: dateAdded },
    repository: { name: repository },
    author: authorEmail === null ? null : { name: authorEmail, email: authorEmail },
  };
}

/** A deployment as clients read one. */
export function presentDeploy({ id, environment, name, url, dateStarted, dateFinished }: DeployView): object {
  return { id, environment, name, url, dateStarted, dateFinished };
}

/** A repository as clients read one; it is there because commits bear its name. */
export function presentRepository({ id, name, dateAdded }: RepositoryView): object {
  const provider = { id: 'muster', name: 'Muster' };
  const origin = { url: null, externalSlug: name, integrationId: null };
  return { id, name, provider, status: 'active', dateCreated: dateAdded, ...origin };
}
