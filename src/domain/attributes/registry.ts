import type { Problem } from '../problem';
import type { IssueState } from '../state/issue-state';
import { next, type LogEntry, type Step } from '../state/step';
import { AssignedToStrategy } from './assigned-to/assigned-to.strategy';
import type { ChangeKey, Changes, ChangeSet } from './changes';
import { DeleteStrategy } from './deletion/delete.strategy';
import { DiscardStrategy } from './deletion/discard.strategy';
import { InboxStrategy } from './inbox.strategy';
import { IsPublicStrategy } from './is-public.strategy';
import { HasSeenStrategy } from './marks/has-seen.strategy';
import { IsBookmarkedStrategy } from './marks/is-bookmarked.strategy';
import { IsSubscribedStrategy } from './marks/is-subscribed.strategy';
import { MergeStrategy } from './merge/merge.strategy';
import { PriorityStrategy } from './priority.strategy';
import { StatusStrategy } from './status/status.strategy';
import { SubstatusStrategy } from './status/substatus.strategy';
import type {
  ActingUser,
  AttributeStrategy,
  FactReader,
  Facts,
  MutationScope,
  StateRow,
  SetOfIssues,
} from './strategy';

/** Every attribute's strategy. The order is the order of application, whatever the order of the input. */
export const STRATEGIES: { readonly [K in ChangeKey]: AttributeStrategy<K> } = {
  priority: new PriorityStrategy(),
  status: new StatusStrategy(),
  substatus: new SubstatusStrategy(),
  assignedTo: new AssignedToStrategy(),
  hasSeen: new HasSeenStrategy(),
  isBookmarked: new IsBookmarkedStrategy(),
  isSubscribed: new IsSubscribedStrategy(),
  isPublic: new IsPublicStrategy(),
  merge: new MergeStrategy(),
  inbox: new InboxStrategy(),
  discard: new DiscardStrategy(),
  delete: new DeleteStrategy(),
};

const ORDER = Object.keys(STRATEGIES) as readonly ChangeKey[];

/** One attribute of the call, ready to be applied to any number of issues. */
export interface PreparedChange {
  readonly attribute: ChangeKey;
  readonly problems: readonly Problem[];
  readonly reads: readonly StateRow[];
  readonly isDeferred: boolean;
  readonly answersHistory: boolean;
  /** What it makes of each issue of one call. */
  in(scope: MutationScope): (state: IssueState) => Step;
  /** The same with what it decides about the whole set; absent where it judges each issue alone. */
  readonly settle?: (set: SetOfIssues) => PreparedChange;
}

/** A call as the strategies see it before any issue is looked at. */
export interface ChangesToPrepare {
  readonly changes: ChangeSet;
  /** Looked up meanwhile. */
  readonly actor: ActingUser | null | Promise<ActingUser | null>;
  readonly read: FactReader;
}

/** Looks up, for all attributes at once, what the changes refer to, and what speaks against the call. */
export function prepareChanges(call: ChangesToPrepare): Promise<readonly PreparedChange[]> {
  const asked = ORDER.filter((attribute) => call.changes[attribute] !== undefined);
  return Promise.all(asked.map((attribute) => prepare(attribute, call)));
}

async function prepare<K extends ChangeKey>(attribute: K, call: ChangesToPrepare): Promise<PreparedChange> {
  const strategy: AttributeStrategy<K> = STRATEGIES[attribute];
  const change = call.changes[attribute] as Required<ChangeSet>[K];
  const [actor, facts] = await Promise.all([call.actor, strategy.load?.(change, call.read) as Promise<Facts[K]>]);
  const prepared = {
    attribute,
    problems: strategy.check?.(change, { actor, facts }) ?? [],
    reads: strategy.reads?.(change, actor) ?? [],
    isDeferred: strategy.isDeferred ?? false,
    answersHistory: strategy.answersHistory ?? false,
    in: applier(strategy, change, facts),
  };
  if (strategy.settle === undefined) return prepared;
  return {
    ...prepared,
    settle: (set) => {
      const settled = strategy.settle?.(change, set) ?? { ...prepared, facts };
      const { problems, isDeferred } = settled;
      return { ...prepared, problems, isDeferred, in: applier(strategy, change, settled.facts) };
    },
  };
}

function applier<K extends ChangeKey>(
  strategy: AttributeStrategy<K>,
  change: Changes[K],
  facts: Facts[K],
): PreparedChange['in'] {
  return (scope) => {
    const known = { ...scope, facts };
    return (state) => strategy.apply(state, change, known);
  };
}

/** Whether some of the changes judge the selected issues together, so that the set cannot be cut into parts. */
export function judgesSetAsOne(changes: ChangeSet): boolean {
  return ORDER.some((attribute) => changes[attribute] !== undefined && STRATEGIES[attribute].settle !== undefined);
}

/** What the attributes make of one issue, or the first that it refuses. */
export type AppliedChanges =
  | { readonly refused: false; readonly state: IssueState; readonly log: readonly LogEntry[] }
  | (Step & { readonly refused: true; readonly attribute: ChangeKey });

/** Applies all attributes to one issue after the other, each to the state as the earlier ones left it. */
export function applyChanges(
  changes: readonly PreparedChange[],
  scope: MutationScope,
): (first: IssueState) => AppliedChanges {
  const steps = changes.map((change) => ({ attribute: change.attribute, apply: change.in(scope) }));
  return (first) => {
    let state = first;
    const log: LogEntry[] = [];
    for (const { attribute, apply } of steps) {
      const step = apply(state);
      if (step.refused) return { ...step, attribute };
      state = step.state;
      log.push(...step.log);
    }
    return next(state, log);
  };
}
