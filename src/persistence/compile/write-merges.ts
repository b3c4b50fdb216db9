import type { IssueState } from '../../domain/state/issue-state';
import type { Statement } from '../statement';
import { beginMerges } from './merge/begin-merges';
import type { WriteContext } from './write-context';

/** Issues on their way into another. What an undo does about them besides is not a matter of one row. */
export function writeMerges(states: readonly IssueState[], context: WriteContext): readonly Statement[] {
  const pairs = states.flatMap(({ id, mergedInto }) =>
    mergedInto === null || mergedInto === id ? [] : [{ childId: id, targetId: mergedInto }],
  );
  return pairs.length > 0 ? beginMerges(pairs, context) : [];
}
