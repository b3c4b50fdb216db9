import { actorOf } from '../state/readable-changes';
import { hasSeen, type IssueState } from '../state/issue-state';
import { appliedStatusDetails, type AskedStatus } from './applied-status-details';
import { sharedValue } from './shared-value';

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
export function appliedAttributes(
  given: readonly string[],
  last: readonly IssueState[],
  askedStatus: AskedStatus,
): AppliedAttributes {
  const asked = (...attributes: readonly string[]): boolean => attributes.some((name) => given.includes(name));
  const common = <T>(of: (state: IssueState) => T): T | null => sharedValue(last, of);
  const speaksOfStatus = asked(...STATUS_ATTRIBUTES);
  return {
    given,
    status: speaksOfStatus ? common(({ status }) => status) : null,
    substatus: speaksOfStatus ? common(({ substatus }) => substatus) : null,
    statusDetails: speaksOfStatus ? appliedStatusDetails(last, askedStatus) : null,
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

/** null where fewer than two could be merged. */
function mergeOf(states: readonly IssueState[]): AppliedAttributes['merge'] {
  const merged = states.filter(({ mergedInto }) => mergedInto !== null);
  const parent = merged[0]?.mergedInto ?? null;
  return parent === null ? null : { parent, children: merged.map(({ id }) => id).filter((id) => id !== parent) };
}
