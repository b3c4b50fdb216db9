import { CATEGORY_RULES } from '../../group-category';
import type { IssueState } from '../../state/issue-state';
import { refuse, type Step } from '../../state/step';
import type { SubstatusChange } from '../changes';
import type { ActingUser, AttributeStrategy, FactReader, StateRow, StatusFacts, StrategyScope } from '../strategy';
import { archive } from './archive';
import { loadStatusFacts } from './load-status-facts';
import { reopen } from './reopen';
import { rowsOf } from './rows';

/** A more precise status, where the issue has the status that it belongs to. */
export class SubstatusStrategy implements AttributeStrategy<'substatus'> {
  readonly attribute = 'substatus';
  readonly answersHistory = true;

  reads(change: SubstatusChange, actor: ActingUser | null): readonly StateRow[] {
    return rowsOf(change, actor);
  }

  load(change: SubstatusChange, read: FactReader): Promise<StatusFacts> {
    return loadStatusFacts(change, read);
  }

  /** Without a status, a substatus applies only to issues whose status it belongs to. */
  apply(state: IssueState, change: SubstatusChange, scope: StrategyScope<'substatus'>): Step {
    if (!CATEGORY_RULES[state.category].allowsManualStatus) return refuse('ACTION_NOT_ALLOWED_FOR_TYPE');
    if (change.kind === 'reopen') {
      return state.status === 'UNRESOLVED' ? reopen(state, change.substatus, scope) : refuse('INVALID_INPUT');
    }
    return state.status === 'IGNORED' ? archive(state, change.archive, scope) : refuse('INVALID_INPUT');
  }
}
