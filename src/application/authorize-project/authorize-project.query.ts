import { findProjectOfKey, type ProjectOfKey } from '../../persistence/read/find-project-of-key';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** The project that may be written to; or UNKNOWN_KEY, or WRONG_PROJECT where the key opens another one. */
export type ProjectAuthorization = ProjectOfKey | 'UNKNOWN_KEY' | 'WRONG_PROJECT';

/** Tells whether a DSN's key opens a project. */
export class AuthorizeProject {
  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork }) {}

  /** Both are texts from outside and may be anything; one statement at most. */
  async execute(projectId: string, publicKey: string): Promise<ProjectAuthorization> {
    if (!/^[\w-]{1,64}$/.test(publicKey)) return 'UNKNOWN_KEY';
    const project = await findProjectOfKey(this.dependencies.unitOfWork.reader, publicKey);
    if (project === null) return 'UNKNOWN_KEY';
    return project.projectId === projectId ? project : 'WRONG_PROJECT';
  }
}
