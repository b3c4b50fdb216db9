import { findProjectsOfKeys, type ProjectOfKey } from '../../persistence/read/find-projects-of-keys';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { MicroBatches } from '../micro-batches/micro-batches';

/** The project that may be written to; or UNKNOWN_KEY, or WRONG_PROJECT where the key opens another one. */
export type ProjectAuthorization = ProjectOfKey | 'UNKNOWN_KEY' | 'WRONG_PROJECT';

const KEYS_AT_ONCE = 1_000;

/**
 * Tells whether a DSN's key opens a project. Nothing is remembered, so a key that is switched off opens nothing at once;
 * requests that come while a look-up runs share the next one.
 */
export class AuthorizeProject {
  private readonly lookUps: MicroBatches<string, ProjectOfKey | null>;

  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork }) {
    this.lookUps = new MicroBatches((keys) => this.find(keys), {
      concurrency: 1,
      maxSize: KEYS_AT_ONCE,
      sizeOf: () => 1,
    });
  }

  /** Both are texts from outside and may be anything. Throws UnavailableError where the database cannot be asked. */
  async execute(projectId: string, publicKey: string): Promise<ProjectAuthorization> {
    if (!/^[\w-]{1,64}$/.test(publicKey)) return 'UNKNOWN_KEY';
    const project = await this.lookUps.add(publicKey);
    if (project === null) return 'UNKNOWN_KEY';
    return project.projectId === projectId ? project : 'WRONG_PROJECT';
  }

  private async find(keys: readonly string[]): Promise<readonly (ProjectOfKey | null)[]> {
    const { reader } = this.dependencies.unitOfWork;
    const projects = await findProjectsOfKeys(reader, [...new Set(keys)]);
    return keys.map((key) => projects.get(key) ?? null);
  }
}
