import { CATEGORY_RULES } from '../../group-category';
import type { Problem } from '../../problem';
import type { IssueState } from '../../state/issue-state';
import { refuse, type Step } from '../../state/step';
import type { StatusChange } from '../changes';
import type {
  ActingUser,
  AttributeStrategy,
  CallFacts,
  FactReader,
  StateRow,
  StatusFacts,
  StrategyScope,
} from '../strategy';
import { archive } from './archive';
import { loadStatusFacts } from './load-status-facts';
import { reopen } from './reopen';
import { checkForm } from './check-form';
import { resolve } from './resolve';
import { meaningOf } from './resolve-in-release';
import { rowsOf } from './rows';

/** Resolve, reopen or archive. */
export class StatusStrategy implements AttributeStrategy<'status'> {
  readonly attribute = 'status';
  readonly answersHistory = true;

  reads(change: StatusChange, actor: ActingUser | null): readonly StateRow[] {
    return rowsOf(change, actor);
  }

  load(change: StatusChange, read: FactReader): Promise<StatusFacts> {
    return loadStatusFacts(change, read);
  }

  check(change: StatusChange, { facts }: CallFacts<'status'>): readonly Problem[] {
    return change.kind === 'resolve' && change.form ? checkForm(change.form, facts.releases) : [];
  }

  apply(state: IssueState, change: StatusChange, scope: StrategyScope<'status'>): Step {
    if (!CATEGORY_RULES[state.category].allowsManualStatus) return refuse('ACTION_NOT_ALLOWED_FOR_TYPE');
    switch (change.kind) {
      case 'resolve': {
        const meaning = change.form && meaningOf(state, change.form, scope.facts.releases);
        return typeof meaning === 'string' ? refuse(meaning) : resolve(state, scope, meaning);
      }
      case 'reopen':
        return reopen(state, change.substatus, scope);
      case 'archive':
        // Also an issue that is archived already leaves the inbox.
        return archive({ ...state, inbox: null }, change.archive, scope);
    }
  }
}
