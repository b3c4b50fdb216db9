import type { Caller } from '../../domain/access';
import { slicesByParent, type PageRequest, type PageSlice } from '../../domain/page';
import { organizationsWith, RELEASE_READERS, requireScope } from '../../domain/permission';
import type { TenantKey } from '../../domain/tenant-key';
import type { CountRow } from '../../persistence/read/count-row';
import { readCommits, type CommitRow } from '../../persistence/read/read-commits';
import { countReleases, readReleasePages, readReleases, type ReleaseRow } from '../../persistence/read/read-releases';
import type { ReadDependencies } from '../read-dependencies';

/** A release of an organization. */
export type ReleaseView = ReleaseRow;
/** A commit of a repository. */
export type CommitView = CommitRow;

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
