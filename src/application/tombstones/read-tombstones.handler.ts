import type { Caller } from '../../domain/access';
import { sliceOf, type PageRequest, type PageSlice } from '../../domain/page';
import { ISSUE_READERS, requireOrganization, requireScope } from '../../domain/permission';
import { Refusal } from '../../domain/refusal';
import {
  countTombstones,
  readTombstonePage,
  type ProjectKey,
  type TombstoneRow,
} from '../../persistence/read/read-tombstones';
import type { ReadDependencies } from '../read-dependencies';
import { selectProjects } from '../select-projects';

/** What is left of a discarded issue. */
export type TombstoneView = TombstoneRow;

/** A project by the slugs of its organization and its own. */
export interface NamedProject {
  readonly organization: string;
  readonly project: string;
}

/** Reads what is left of discarded issues. */
export class ReadTombstones {
  constructor(private readonly dependencies: ReadDependencies) {}

  /** A page of the project's, newest first; NOT_FOUND for a project that the caller does not see, PERMISSION_DENIED without event:read. */
  async page(caller: Caller, project: NamedProject, page: PageRequest): Promise<PageSlice<TombstoneView>> {
    const { reader } = this.dependencies.unitOfWork;
    return sliceOf(await readTombstonePage(reader, keyOf(caller, project), page), page.first);
  }

  /** How many the project has. */
  count(caller: Caller, project: NamedProject): Promise<number> {
    return countTombstones(this.dependencies.unitOfWork.reader, keyOf(caller, project));
  }
}

function keyOf(caller: Caller, { organization, project }: NamedProject): ProjectKey {
  requireScope(caller, ISSUE_READERS);
  const access = requireOrganization(caller, organization);
  const selected = selectProjects(access, [project]);
  const [projectId] = 'unknownSlug' in selected ? [] : selected.projectIds;
  if (projectId === undefined) throw new Refusal('NOT_FOUND', 'There is no such project in this organization.');
  return { organizationId: access.organizationId, projectId };
}
