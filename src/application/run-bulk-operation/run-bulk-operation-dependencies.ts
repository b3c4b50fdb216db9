import type { UnitOfWork } from '../../persistence/unit-of-work';
import type { EndSettings } from './end-operation';
import type { MutationSettings } from './mutation-work';

/** What carrying out operations depends on. */
export interface RunBulkOperationDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: MutationSettings &
    EndSettings & {
      /** Jobs that work on one operation at the same time. */
      readonly operationWorkers: number;
    };
}
