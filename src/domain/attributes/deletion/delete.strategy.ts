import type { IssueState } from '../../state/issue-state';
import type { Step } from '../../state/step';
import type { AttributeStrategy, StateRow } from '../strategy';
import { markDeleted } from './mark-deleted';

/** Deletes issues of any category; the next event of their fingerprints makes new ones. */
export class DeleteStrategy implements AttributeStrategy<'delete'> {
  readonly attribute = 'delete';
  readonly isDeferred = true;

  /** The smallest issues are deleted first; what their status meant is told. */
  reads(): readonly StateRow[] {
    return ['counts', 'inbox', 'resolution', 'snooze'];
  }

  apply(state: IssueState): Step {
    return markDeleted(state, 'DELETE', null);
  }
}
