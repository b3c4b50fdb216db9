import type { IssueView } from '../../application/read-issues/issue-view';
import { releaseDetails } from '../../domain/state/status-details';
import type { People } from '../people/load-people';

/** Who said how the status is meant; null: nobody, or it means nothing more. */
export function statusActorId({ resolution, snooze }: IssueView): string | null {
  return resolution?.actorId ?? snooze?.actorId ?? null;
}

/** How the status of an issue is meant; empty where it means nothing more. */
export function statusDetailsOf(issue: IssueView, people: People, commit: object | undefined): object {
  const { autoResolved, resolution, snooze } = issue;
  if (autoResolved) return { autoResolved };
  if (resolution !== null) return { ...releaseDetails(resolution), actor: people.user(resolution.actorId) };
  if (commit !== undefined) return { inCommit: commit };
  if (snooze === null) return {};
  const { ignoreUntil, ignoreCount, ignoreWindow, ignoreUserCount, ignoreUserWindow, actorId } = snooze;
  const conditions = { ignoreUntil, ignoreCount, ignoreWindow, ignoreUserCount, ignoreUserWindow };
  return { ...conditions, actor: people.user(actorId) };
}
