import { problem, type Problem } from '../../problem';
import type { IssueState } from '../../state/issue-state';
import { refuse, type Step } from '../../state/step';
import type { AssigneeRequest } from '../changes';
import type { AttributeStrategy, CallFacts, FactReader, Facts, StateRow, StrategyScope } from '../strategy';
import { assign, unassign } from './assign';

/** Who has the issue. */
export class AssignedToStrategy implements AttributeStrategy<'assignedTo'> {
  readonly attribute = 'assignedTo';
  readonly answersHistory = true;

  reads(): readonly StateRow[] {
    return ['assignee', 'subscription'];
  }

  async load({ actor }: AssigneeRequest, read: FactReader): Promise<Facts['assignedTo']> {
    return actor === null ? null : ((await read.assignee(actor)) ?? 'unknown');
  }

  check(_change: AssigneeRequest, { facts }: CallFacts<'assignedTo'>): readonly Problem[] {
    return facts === 'unknown' ? [problem('ACTOR_NOT_FOUND', { field: ['input', 'assignedTo'] })] : [];
  }

  /** Whoever cannot see the issue's project cannot have the issue. */
  apply(state: IssueState, { integration }: AssigneeRequest, scope: StrategyScope<'assignedTo'>): Step {
    const { facts } = scope;
    if (facts === null) return unassign(state, scope);
    if (facts === 'unknown') return refuse('ACTOR_NOT_FOUND');
    if (!facts.projectIds.has(state.projectId)) return refuse('ACTOR_NOT_MEMBER');
    return assign(state, { to: facts, integration }, scope);
  }
}
