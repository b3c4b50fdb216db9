import type { DataSource } from 'typeorm';
import { IntervenedUnitOfWork, type Intervention } from './intervened-unit-of-work';

/** A worker whose transactions change so many issues each; `before` happens before any of its statements. */
export function smallSteps(
  dataSource: DataSource,
  issues: number,
  before: Intervention = (statement) => statement,
): IntervenedUnitOfWork {
  return new IntervenedUnitOfWork(dataSource, async (given, tx) => {
    const statement = await before(given, tx);
    if (statement.label !== 'claim-slice') return statement;
    return { ...statement, values: [...statement.values.slice(0, 2), issues] };
  });
}
