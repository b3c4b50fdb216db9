import type { Caller, OrganizationAccess } from '../../domain/access';
import { ISSUE_READERS, requireScope } from '../../domain/permission';
import { readProjectEvents, type ProjectEventRow } from '../../persistence/read/read-project-events';
import type { ReadDependencies } from '../read-dependencies';

/** An event of a project. */
export type ProjectEventView = ProjectEventRow;

/** A project of an organization that the caller reaches. */
export interface ProjectOfEvents {
  readonly access: OrganizationAccess;
  readonly projectId: string;
}

/** Reads what projects received. */
export class ReadEvents {
  constructor(private readonly dependencies: ReadDependencies) {}

  /** The last events of a project that the caller sees, newest first; PERMISSION_DENIED without event:read. */
  async latestOfProject(
    caller: Caller,
    { access, projectId }: ProjectOfEvents,
    first: number,
  ): Promise<readonly ProjectEventView[]> {
    requireScope(caller, ISSUE_READERS);
    const { organizationId, projects } = access;
    if (!projects.has(projectId)) return [];
    return readProjectEvents(this.dependencies.unitOfWork.reader, { organizationId, projectId }, first);
  }
}
