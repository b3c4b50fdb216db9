import type { Statement } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** Rows that one transaction deletes. */
export const PAGE = 10_000;

/** Deletes page after page, each in a transaction of its own, until one is not full; answers how many rows went. */
export async function deleteInPages(
  unitOfWork: UnitOfWork,
  pageOf: (limit: number) => Statement,
  limit: number = PAGE,
): Promise<number> {
  let sum = 0;
  for (let deleted = limit; deleted >= limit; sum += deleted) {
    // So that no transaction is long.
    // eslint-disable-next-line no-await-in-loop
    deleted = await unitOfWork.transaction((tx) => tx.count(pageOf(limit)));
  }
  return sum;
}
