import type { Problem } from '../../domain/problem';
import { addJobs } from '../../persistence/compile/add-jobs';
import { ISSUES_A_PAGE, markFrozen } from '../../persistence/compile/operations/freeze-set';
import { operationJob } from '../../persistence/compile/operations/operation-jobs';
import { readOperationToRun, tryToHoldFreeze, type OperationToRun } from '../../persistence/read/read-operation-to-run';
import type { Executor } from '../../persistence/statement';
import { Rollback } from '../../persistence/unit-of-work';
import { endWith } from './end-with';
import type { Fate, WorkInParts } from './operation-work';
import type { RunBulkOperationDependencies } from './run-bulk-operation-dependencies';

/** What became of an attempt to freeze; the problems, if any, are still to be told. */
interface Frozen {
  readonly fate: Fate;
  readonly problems: readonly Problem[];
}

const STOPPED: Frozen = { fate: 'stopped', problems: [] };
const GOES_ON: Frozen = { fate: 'goes on', problems: [] };

/**
 * Freezes the set of an operation in one transaction. Nobody is kept from canceling it meanwhile: then what was found is
 * forgotten, as where the set is refused.
 */
export async function freezeOperation(
  dependencies: RunBulkOperationDependencies,
  operation: OperationToRun,
  work: WorkInParts,
): Promise<Fate> {
  const { unitOfWork } = dependencies;
  const { fate, problems } = await unitOfWork.transaction<Frozen>(
    (tx) => tryToFreeze(tx, dependencies, { operation, work }),
    () => ({ fate: 'busy', problems: [] }),
  );
  if (problems.length > 0) await unitOfWork.transaction((tx) => endWith(tx, dependencies, { ...operation, problems }));
  return fate;
}

async function tryToFreeze(
  tx: Executor,
  dependencies: RunBulkOperationDependencies,
  { operation, work }: { readonly operation: OperationToRun; readonly work: WorkInParts },
): Promise<Frozen | Rollback<Frozen>> {
  const { clock, settings } = dependencies;
  const now = clock();
  if (!(await tryToHoldFreeze(tx, operation))) return STOPPED;
  const current = await readOperationToRun(tx, operation);
  if (current?.state !== 'RUNNING') return STOPPED;
  if (current.isFrozen) return GOES_ON;
  const { problems, keepsSet, size, ...frozen } = await work.freeze(tx, { operation, now });
  if (problems.length > 0 && !keepsSet) return new Rollback({ fate: 'done', problems });
  if ((await tx.count(markFrozen({ ...operation, ...frozen, now: clock() }))) === 0) return new Rollback(STOPPED);
  if (problems.length > 0) {
    await endWith(tx, dependencies, { ...operation, problems });
    return { fate: 'done', problems: [] };
  }
  const parts = Math.ceil(size / ISSUES_A_PAGE);
  const slots = Array.from({ length: Math.min(settings.operationWorkers, parts) }, (_, slot) => slot);
  const others = slots.slice(1).map((slot) => operationJob({ ...operation, slot }, now));
  if (others.length > 0) await tx.rows(addJobs(others));
  return GOES_ON;
}
