import { readEarlierHistories, type EarlierHistories } from '../../persistence/read/read-earlier-histories';
import type { Executor } from '../../persistence/statement';
import type { Preparation } from './prepare-call';

/**
 * Asks for the entries that the histories of the issues will answer, where there may be any. Nobody waits for them before
 * all is judged: PostgreSQL, which has nothing else to do meanwhile, looks them up.
 */
export function lookBack(
  tx: Executor,
  organizationId: string,
  { states, call }: Preparation,
): Promise<EarlierHistories> | undefined {
  if (!call.changes.some(({ answersHistory }) => answersHistory)) return undefined;
  const earlier = readEarlierHistories(tx, organizationId, [...states.keys()]);
  // Where nothing is to be written, nobody asks what became of it.
  void Promise.allSettled([earlier]);
  return earlier;
}
