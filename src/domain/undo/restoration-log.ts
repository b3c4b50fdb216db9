import { HISTORY_OF_PRIORITY } from '../history-status';
import { same, type Difference, type SliceName } from '../state/difference';
import { actorOf, statusOf } from '../state/readable-changes';
import type { Actor, IssueState } from '../state/issue-state';
import { activity, history, notice, type LogEntry } from '../state/step';
import { statusLog } from './status-log';

/** How the feed calls a user or a team. */
export interface ActorName {
  readonly name: string;
  /** null for a team. */
  readonly email: string | null;
}

/** Names by `user:ID` or `team:ID`. */
export type ActorNames = ReadonlyMap<string, ActorName>;

/** The key of ActorNames. */
export function nameKey({ type, id }: Actor): string {
  return `${type}:${id}`;
}

/** Who undoes, and the names of those to whom issues go back. */
export interface Restorer {
  readonly actor: { readonly id: string } | null;
  readonly names: ActorNames;
}

interface Return extends Restorer {
  readonly from: IssueState;
  readonly to: IssueState;
}

/** What the return of a slice leaves in the logs; the others return silently. */
const LOGS: Partial<Record<SliceName, (back: Return) => readonly LogEntry[]>> = {
  priority: priorityLog,
  assignee: assigneeLog,
  share: shareLog,
};

/** The lines that an undo writes: those of a person who had made the change back by hand. */
export function restorationLog({ stored, next, slices }: Difference, restorer: Restorer): readonly LogEntry[] {
  const back = { ...restorer, from: stored, to: next };
  // How a status is meant is spread over several slices, so it is compared as it reads.
  const statusMoved = !same(statusOf(stored), statusOf(next));
  return [
    ...(statusMoved ? statusLog(stored, next, restorer.actor) : []),
    ...slices.flatMap((slice) => LOGS[slice]?.(back) ?? []),
  ];
}

function priorityLog({ from, to, actor }: Return): readonly LogEntry[] {
  const { priority } = to;
  if (priority === null || priority === from.priority) return [];
  const name = priority.toLowerCase();
  return [
    activity('SET_PRIORITY', actor, { priority: name, reason: null }),
    history(HISTORY_OF_PRIORITY[priority], actor),
    notice('issue.priority_changed', { priority: name }),
  ];
}

function assigneeLog({ to, actor, names }: Return): readonly LogEntry[] {
  const assignee = actorOf(to.assignee);
  if (to.assignee === null || assignee === null) {
    return [activity('UNASSIGNED', actor, null), history('UNASSIGNED', actor), notice('issue.unassigned')];
  }
  const { id, type } = assignee;
  const name = names.get(nameKey(to.assignee));
  const who = { assigneeEmail: name?.email ?? null, assigneeName: name?.name ?? null };
  return [
    activity('ASSIGNED', actor, { assignee: id, ...who, assigneeType: type }),
    history('ASSIGNED', actor),
    notice('issue.assigned', { assignee }),
  ];
}

function shareLog({ to, actor }: Return): readonly LogEntry[] {
  return [activity(to.share === null ? 'SET_PRIVATE' : 'SET_PUBLIC', actor, null)];
}
