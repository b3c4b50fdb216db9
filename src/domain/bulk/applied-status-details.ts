import type { ChangeSet } from '../attributes/changes';
import type { ResolveForm } from '../attributes/status/resolve-form';
import type { IssueState } from '../state/issue-state';
import { commitDetails, statusActorOf, statusDetailsOf } from '../state/status-details';
import { sharedValue } from './shared-value';

/** What the call asks of the status, and who asks. */
export interface AskedStatus {
  readonly status: ChangeSet['status'];
  readonly actorId: string | null;
}

type Details = Readonly<Record<string, unknown>>;

/**
 * How the status of all issues is meant. "In the next release" and "in a commit" end in another release from project to
 * project; then the form itself is what all have in common.
 */
export function appliedStatusDetails(states: readonly IssueState[], { status, actorId }: AskedStatus): Details | null {
  const form = status?.kind === 'resolve' ? status.form : undefined;
  if (form === undefined) return sharedValue(states, detailsWithActor);
  const asked = (state: IssueState): Details => askedDetails(state, form);
  return (
    sharedValue(states, (state) => withActor({ ...statusDetailsOf(state), ...asked(state) }, actorId)) ??
    sharedValue(states, (state) => withActor(asked(state), actorId))
  );
}

/** `actorId` is who set what the status means. */
function detailsWithActor(state: IssueState): Details {
  const details = statusDetailsOf(state);
  return Object.keys(details).length === 0 ? details : { ...details, actorId: statusActorOf(state) };
}

function withActor(details: Details, actorId: string | null): Details {
  return Object.keys(details).length === 0 ? details : { ...details, actorId };
}

function askedDetails({ resolution, commitLinks }: IssueState, { in: form }: ResolveForm): Details {
  if (form === 'next-release' && resolution !== null) return { inNextRelease: true };
  return form === 'commit' ? commitDetails(commitLinks.at(-1)) : {};
}
