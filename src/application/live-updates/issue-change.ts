import type { IssueChangeRow } from '../../persistence/read/read-issue-changes';

/** Ids that one event carries. */
const IDS_PER_EVENT = 100;

/** What a subscriber is told of one committed change: at most 100 ids, those of `issueIds` and `removedIssueIds` taken together. */
export interface IssueChange {
  readonly organizationId: string;
  /** null: no operation caused it. */
  readonly operationId: string | null;
  readonly issueIds: readonly string[];
  readonly removedIssueIds: readonly string[];
}

/** The events for somebody who sees these projects, message by message. */
export function issueChangesFor(
  rows: readonly IssueChangeRow[],
  projectIds: ReadonlySet<string>,
  organizationId: string,
): readonly IssueChange[] {
  const messages = new Map<string, IssueChangeRow[]>();
  for (const row of rows) {
    if (!projectIds.has(row.projectId)) continue;
    const message = messages.get(row.messageId) ?? [];
    message.push(row);
    messages.set(row.messageId, message);
  }
  return [...messages.values()].flatMap((message) => eventsOf(message, organizationId));
}

function eventsOf(message: readonly IssueChangeRow[], organizationId: string): readonly IssueChange[] {
  const ids = message.flatMap(({ issueIds, removed }) => issueIds.map((id) => ({ id, removed })));
  const operationId = message[0]?.operationId ?? null;
  const events: IssueChange[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_EVENT) {
    const part = ids.slice(start, start + IDS_PER_EVENT);
    events.push({
      organizationId,
      operationId,
      issueIds: part.flatMap(({ id, removed }) => (removed ? [] : [id])),
      removedIssueIds: part.flatMap(({ id, removed }) => (removed ? [id] : [])),
    });
  }
  return events;
}
