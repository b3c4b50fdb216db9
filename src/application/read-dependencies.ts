import type { UnitOfWork } from '../persistence/unit-of-work';

/** What every use case that only reads is built from. */
export interface ReadDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}
