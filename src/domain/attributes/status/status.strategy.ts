import { CATEGORY_RULES } from '../../group-category';
import type { IssueState } from '../../state/issue-state';
import { refuse, type Step } from '../../state/step';
import type { StatusChange } from '../changes';
import type { AttributeStrategy, FactReader, StatusFacts, StrategyScope } from '../strategy';
import { archive } from './archive';
import { loadStatusFacts } from './load-status-facts';
import { reopen } from './reopen';
import { resolve } from './resolve';

/** Resolve, reopen or archive. */
export class StatusStrategy implements AttributeStrategy<'status'> {
  readonly attribute = 'status';
  readonly reads = ['forecast'] as const;

  load(change: StatusChange, read: FactReader): Promise<StatusFacts> {
    return loadStatusFacts(change, read);
  }

  apply(state: IssueState, change: StatusChange, scope: StrategyScope<'status'>): Step {
    if (!CATEGORY_RULES[state.category].allowsManualStatus) return refuse('ACTION_NOT_ALLOWED_FOR_TYPE');
    switch (change.kind) {
      case 'resolve':
        return resolve(state, scope);
      case 'reopen':
        return reopen(state, change.substatus, scope);
      case 'archive':
        // Also an issue that is archived already leaves the inbox.
        return archive({ ...state, inbox: null }, change.archive, scope);
    }
  }
}
