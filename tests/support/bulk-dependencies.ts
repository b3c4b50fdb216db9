import { IssueBudgets } from '../../src/application/issue-budget/issue-budgets';
import type { UnitOfWork } from '../../src/persistence/unit-of-work';
import { SETTINGS } from './settings';

interface BulkDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: typeof SETTINGS;
  readonly budgets: IssueBudgets;
}

/** What a bulk use case is made of, through a unit of work of the test's choice. */
export function bulkDependencies(
  unitOfWork: UnitOfWork,
  { clock = () => new Date(), ...given }: Partial<typeof SETTINGS> & { readonly clock?: () => Date } = {},
): BulkDependencies {
  const shared = { unitOfWork, clock, settings: { ...SETTINGS, ...given } };
  return { ...shared, budgets: new IssueBudgets(shared) };
}
