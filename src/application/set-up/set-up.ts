import type { Problem } from '../../domain/problem';
import { problem } from '../../domain/problem';
import type { Executor } from '../../persistence/statement';
import { Rollback, type UnitOfWork } from '../../persistence/unit-of-work';

/** What a set-up made or changed, or the problems because of which nothing was. */
export type SetUpOutcome<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Problem[] };

/** What every set-up is made of. */
export interface SetUpDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}

/** It was done. */
export function done<T>(value: T): SetUpOutcome<T> {
  return { value, problems: [] };
}

/** Nothing was done. */
export function refused(...problems: readonly Problem[]): SetUpOutcome<never> {
  return { value: null, problems };
}

/** Runs the work in one transaction; whatever it refuses leaves nothing behind, and waiting too long for locks is BUSY. */
export function setUp<T>(
  { unitOfWork }: Pick<SetUpDependencies, 'unitOfWork'>,
  work: (tx: Executor) => Promise<SetUpOutcome<T>>,
): Promise<SetUpOutcome<T>> {
  return unitOfWork.transaction(
    async (tx) => {
      const outcome = await work(tx);
      return outcome.problems.length > 0 ? new Rollback(outcome) : outcome;
    },
    () => refused(problem('BUSY', { details: { retryAfter: 1 } })),
  );
}

/** ALREADY_EXISTS at a field of the input. */
export function alreadyExists(field: string, message: string): Problem {
  return problem('ALREADY_EXISTS', { field: ['input', field], message });
}

/** NOT_FOUND at a field of the input; one wording for what does not exist and what the caller does not see. */
export function notFound(field: string, message: string, details: Problem['details'] = null): Problem {
  return problem('NOT_FOUND', { field: ['input', field], message, details });
}
