import type { OperationKey } from '../../domain/bulk-operation';
import type { Problem } from '../../domain/problem';
import type { Executor } from '../../persistence/statement';
import { endOperation } from './end-operation';
import type { RunBulkOperationDependencies } from './run-bulk-operation-dependencies';

interface AskedEndWith extends OperationKey {
  readonly problems: readonly Problem[];
  /** Where the operation is complete; absent: as long as its kind has it. */
  readonly undoUntil?: Date;
}

/** Ends an operation because of problems, or because everything is done. */
export async function endWith(
  tx: Executor,
  { clock, settings }: Pick<RunBulkOperationDependencies, 'clock' | 'settings'>,
  { organizationId, operationId, problems, undoUntil }: AskedEndWith,
): Promise<void> {
  const [error, ...others] = problems;
  const asked = { organizationId, operationId, now: clock(), settings };
  const completed = { ...asked, state: 'COMPLETED', ...(undoUntil && { undoUntil }) } as const;
  if (error === undefined) await endOperation(tx, completed);
  else await endOperation(tx, { ...asked, state: 'FAILED', error: withOthers(error, others) });
}

/** An operation has one error; what else speaks against it is told in the details. */
function withOthers(error: Problem, problems: readonly Problem[]): Problem {
  const others = problems.map(({ code, message, field, issueIds, issueCount }) => ({
    ...{ code, message, field, issueIds, issueCount },
  }));
  return others.length === 0 ? error : { ...error, details: { ...error.details, others } };
}
