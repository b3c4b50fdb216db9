import type { Caller, OrganizationAccess } from '../../domain/access';
import { sliceOf, slicesByParent, type PageRequest, type PageSlice } from '../../domain/page';
import { organizationsWith, RELEASE_READERS, requireScope } from '../../domain/permission';
import { isStorable } from '../../domain/storable-text';
import type { TenantKey } from '../../domain/tenant-key';
import type { CountRow } from '../../persistence/read/count-row';
import { readCommits, type CommitRow } from '../../persistence/read/read-commits';
import {
  readCommitsOfRelease,
  readRepositories,
  type RepositoryRow,
} from '../../persistence/read/read-commits-of-release';
import { readDeploys, readDeploysOfRelease, type DeployRow } from '../../persistence/read/read-deploys';
import * as details from '../../persistence/read/read-release-details';
import { countReleases, readReleasePages, readReleases, type ReleaseRow } from '../../persistence/read/read-releases';
import type { ReadDependencies } from '../read-dependencies';

/** A release of an organization. */
export type ReleaseView = ReleaseRow;
/** A commit of a repository. */
export type CommitView = CommitRow;

/** What a release holds, as far as the caller sees. */
export type ReleaseDetailsView = details.ReleaseDetailsRow;
/** That a release went to an environment. */
export type DeployView = DeployRow;
/** A repository: the name that commits bear. */
export type RepositoryView = RepositoryRow;

/** Projects of one organization that the caller sees. */
export interface ProjectsOfReleases {
  readonly organizationId: string;
  readonly projectIds: readonly string[];
}

/** Reads releases and commits. */
export class ReadReleases {
  constructor(private readonly dependencies: ReadDependencies) {}

  /** Of issues and payloads that the caller sees. */
  byKeys(keys: readonly TenantKey[]): Promise<readonly ReleaseView[]> {
    return readReleases(this.reader, keys);
  }

  /** Of issues and payloads that the caller sees. */
  commits(keys: readonly TenantKey[]): Promise<readonly CommitView[]> {
    return readCommits(this.reader, keys);
  }

  /** A page of each visible project's releases, newest first; PERMISSION_DENIED without project:read. */
  async pages(
    caller: Caller,
    projects: readonly TenantKey[],
    page: PageRequest,
  ): Promise<ReadonlyMap<string, PageSlice<ReleaseView>>> {
    return slicesByParent(await readReleasePages(this.reader, readable(caller, projects), page), page.first);
  }

  /** How many releases each visible project has; PERMISSION_DENIED without project:read. */
  async counts(caller: Caller, projects: readonly TenantKey[]): Promise<readonly CountRow[]> {
    return countReleases(this.reader, readable(caller, projects));
  }

  /** The release of that version, null where no visible project has it; PERMISSION_DENIED without project:read. */
  async byVersion(caller: Caller, access: OrganizationAccess, version: string): Promise<ReleaseView | null> {
    requireScope(caller, RELEASE_READERS);
    return isStorable(version) ? details.findRelease(this.reader, access, version) : null;
  }

  /** A page of the releases that any of these visible projects has, newest first; PERMISSION_DENIED without project:read. */
  async page(caller: Caller, projects: ProjectsOfReleases, page: PageRequest): Promise<PageSlice<ReleaseView>> {
    requireScope(caller, RELEASE_READERS);
    return sliceOf(await details.readReleasesOfProjects(this.reader, projects, page), page.first);
  }

  /** What releases hold that were read before: one statement for any number. */
  details(access: OrganizationAccess, releases: readonly ReleaseView[]): Promise<readonly ReleaseDetailsView[]> {
    return details.readReleaseDetails(this.reader, access, releases);
  }

  /** Of a release that was read before: the newest one before it, of its projects, that holds commits. */
  previousWithCommits(access: OrganizationAccess, { id }: ReleaseView): Promise<ReleaseView | null> {
    return details.findPreviousWithCommits(this.reader, access, id);
  }

  /** Of a release that was read before, newest first. */
  async commitsOf(release: ReleaseView, page: PageRequest): Promise<PageSlice<CommitView>> {
    return sliceOf(await readCommitsOfRelease(this.reader, release, page), page.first);
  }

  /** Of a release that was read before, the last first. */
  deploysOf(release: ReleaseView, first: number): Promise<readonly DeployView[]> {
    return readDeploysOfRelease(this.reader, release, first);
  }

  /** Of releases that were read before. */
  deploys({ organizationId }: OrganizationAccess, ids: readonly string[]): Promise<readonly DeployView[]> {
    return readDeploys(this.reader, organizationId, ids);
  }

  /** The first repositories of the organization by name; PERMISSION_DENIED without project:read. */
  async repositories(
    caller: Caller,
    { organizationId }: OrganizationAccess,
    first: number,
  ): Promise<readonly RepositoryView[]> {
    requireScope(caller, RELEASE_READERS);
    return readRepositories(this.reader, organizationId, first);
  }

  private get reader(): ReadDependencies['unitOfWork']['reader'] {
    return this.dependencies.unitOfWork.reader;
  }
}

function readable(caller: Caller, projects: readonly TenantKey[]): readonly TenantKey[] {
  requireScope(caller, RELEASE_READERS);
  const organizations = organizationsWith(caller, RELEASE_READERS);
  return projects.filter(({ organizationId, id }) =>
    organizations.some((access) => access.organizationId === organizationId && access.projects.has(id)),
  );
}
