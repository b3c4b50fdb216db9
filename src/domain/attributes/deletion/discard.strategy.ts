import type { IssueState } from '../../state/issue-state';
import { refuse, type Step } from '../../state/step';
import type { AttributeStrategy, FactReader, StateRow, StrategyScope } from '../strategy';
import { markDeleted } from './mark-deleted';

/** Deletes issues of errors, and leaves tombstones that drop the later events of their fingerprints. */
export class DiscardStrategy implements AttributeStrategy<'discard'> {
  readonly attribute = 'discard';
  readonly isDeferred = true;

  /** The smallest issues are deleted first; what their status meant is told. */
  reads(): readonly StateRow[] {
    return ['counts', 'inbox', 'resolution', 'snooze'];
  }

  load(_: true, read: FactReader): Promise<ReadonlySet<string>> {
    return read.projectsWith('discard-groups');
  }

  apply(state: IssueState, _: true, { facts, fresh }: StrategyScope<'discard'>): Step {
    if (!facts.has(state.projectId)) return refuse('FEATURE_DISABLED');
    if (state.category !== 'ERROR') return refuse('NOT_AN_ERROR_ISSUE');
    const tombstoneId = fresh.tombstoneIds.get(state.id);
    if (tombstoneId === undefined) throw new Error('No tombstone id was drawn for the issue.');
    return markDeleted(state, 'DISCARD', tombstoneId);
  }
}
