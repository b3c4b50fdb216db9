import { statement, type Executor } from '../statement';

/** Outbox messages by their ids, both ends included. */
export interface MessageRange {
  readonly firstId: bigint;
  readonly lastId: bigint;
}

/** Issues of one project that one message names. */
export interface IssueChangeRow {
  readonly messageId: string;
  readonly operationId: string | null;
  readonly projectId: string;
  /** Whether they are gone by now: deleted, discarded, merged away, or about to be. */
  readonly removed: boolean;
  /** In the order of ids. */
  readonly issueIds: readonly string[];
}

export interface IssueChangeQuestion {
  readonly organizationId: string;
  /** Ranges that do not overlap. */
  readonly ranges: readonly MessageRange[];
  /** Older messages are left out. */
  readonly since: Date;
}

/**
 * Which issues the messages of these ranges say have changed, as of now. An issue of which no row is left is found by
 * where it went; of one that is gone since another call has deleted it, that call's message tells.
 */
export function readIssueChanges(
  reader: Executor,
  { organizationId, ranges, since }: IssueChangeQuestion,
): Promise<IssueChangeRow[]> {
  return reader.rows(
    statement(
      'read-issue-changes',
      `with named as (
         select m.id as message_id, m.operation_id, i.group_id, g.status,
           coalesce(g.project_id, (
             select r.project_id from group_redirects r
             where r.organization_id = $1 and r.previous_group_id = i.group_id
           ), (
             select a.project_id from deletion_audit_entries a
             where a.organization_id = $1 and a.operation_id = m.operation_id and a.group_id = i.group_id
             limit 1
           )) as project_id
         from unnest($2::bigint[], $3::bigint[]) as range (first_id, last_id)
         join outbox_messages m on m.organization_id = $1 and m.id between range.first_id and range.last_id
         cross join lateral unnest(m.group_ids) as i (group_id)
         left join groups g on g.organization_id = $1 and g.id = i.group_id
         where m.type in ('issues.changed', 'issue.created', 'issue.merged') and m.created_at >= $4
       ), judged as (
         select *, coalesce(status in ('PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE'), true) as removed
         from named
         where project_id is not null
       )
       select message_id as "messageId", operation_id as "operationId", project_id as "projectId", removed,
         array_agg(group_id::text order by group_id) as "issueIds"
       from judged
       group by message_id, operation_id, project_id, removed
       order by message_id, project_id, removed`,
      [organizationId, ranges.map(({ firstId }) => `${firstId}`), ranges.map(({ lastId }) => `${lastId}`), since],
    ),
  );
}

/** The id of the outbox message that was begun last; '0' where there was none. */
export async function readLastMessageId(reader: Executor): Promise<bigint> {
  const [row] = await reader.rows<{ id: string | null }>(
    statement('read-last-message-id', `select pg_sequence_last_value('outbox_messages_id_seq')::text as id`),
  );
  return BigInt(row?.id ?? 0);
}
