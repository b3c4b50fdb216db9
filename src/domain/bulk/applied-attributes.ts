import { actorOf } from '../state/readable-changes';
import { hasSeen, type IssueState } from '../state/issue-state';
import { statusActorOf, statusDetailsOf } from '../state/status-details';

/** What was applied, once for the whole selection; null: not asked for, or different between the issues. */
export interface AppliedAttributes {
  readonly given: readonly string[];
  readonly status: string | null;
  readonly substatus: string | null;
  readonly statusDetails: Readonly<Record<string, unknown>> | null;
  readonly priority: string | null;
  readonly assignedTo: { readonly type: string; readonly id: string } | null;
  readonly hasSeen: boolean | null;
  readonly isBookmarked: boolean | null;
  readonly isSubscribed: boolean | null;
  readonly isPublic: boolean | null;
  readonly merge: { readonly parent: string; readonly children: readonly string[] } | null;
  readonly inbox: boolean | null;
  readonly discard: boolean | null;
}

const STATUS_ATTRIBUTES = ['status', 'statusDetails', 'substatus'];

/** Sums up the states that the issues are left in. */
export function appliedAttributes(given: readonly string[], last: readonly IssueState[]): AppliedAttributes {
  const asked = (...attributes: readonly string[]): boolean => attributes.some((name) => given.includes(name));
  const common = <T>(of: (state: IssueState) => T): T | null => commonValue(last, of);
  const speaksOfStatus = asked(...STATUS_ATTRIBUTES);
  return {
    given,
    status: speaksOfStatus ? common(({ status }) => status) : null,
    substatus: speaksOfStatus ? common(({ substatus }) => substatus) : null,
    statusDetails: speaksOfStatus ? common(detailsWithActor) : null,
    priority: asked('priority') ? common(({ priority }) => priority) : null,
    assignedTo: asked('assignedTo') ? common(({ assignee }) => actorOf(assignee)) : null,
    hasSeen: asked('hasSeen') ? common(hasSeen) : null,
    isBookmarked: asked('isBookmarked') ? common(({ bookmark }) => bookmark !== null) : null,
    isSubscribed: asked('isSubscribed') ? common(({ subscription }) => subscription?.isActive ?? false) : null,
    isPublic: asked('isPublic') ? common(({ share }) => share !== null) : null,
    merge: asked('merge') ? mergeOf(last) : null,
    inbox: asked('inbox') ? common(({ inbox }) => inbox !== null) : null,
    discard: asked('discard') ? common(({ deletion }) => deletion !== null) : null,
  };
}

/** `actorId` is who set the conditions. */
function detailsWithActor(state: IssueState): Readonly<Record<string, unknown>> {
  const details = statusDetailsOf(state);
  return Object.keys(details).length === 0 ? details : { ...details, actorId: statusActorOf(state) };
}

/** null where fewer than two could be merged. */
function mergeOf(states: readonly IssueState[]): AppliedAttributes['merge'] {
  const merged = states.filter(({ mergedInto }) => mergedInto !== null);
  const parent = merged[0]?.mergedInto ?? null;
  return parent === null ? null : { parent, children: merged.map(({ id }) => id).filter((id) => id !== parent) };
}

/** The value that all states share; null where they differ. */
function commonValue<T>(states: readonly IssueState[], of: (state: IssueState) => T): T | null {
  const [first] = states;
  if (first === undefined) return null;
  const value = of(first);
  const text = JSON.stringify(value);
  const isShared = (other: T): boolean => other === value || JSON.stringify(other) === text;
  return states.every((state) => isShared(of(state))) ? value : null;
}
