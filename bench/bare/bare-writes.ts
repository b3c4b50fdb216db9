import type { BareCaller } from './bare-caller';
import { appliedOf, beforeOf, changesOf, messagesOf } from './bare-records';
import type { LockedRow } from './bare-locked-row';

/** What the values of a write are made of. */
export interface Resolution {
  readonly caller: BareCaller;
  readonly locked: LockedRow;
  readonly now: Date;
}

interface Write {
  readonly text: string;
  readonly values: (resolution: Resolution) => unknown[];
}

const UNDOABLE_MS = 30 * 86_400_000;
const KEY = 'organization_id = $1 and group_id = $2';

/** The rows that the product writes for the same call, a table each. */
export const WRITES: readonly Write[] = [
  {
    text: `insert into bulk_operations (organization_id, id, kind, state, dry_run, actor_id, token_id, input, selection,
        applied, changed, created_at, started_at, finished_at, undoable_until)
      values ($1, $2, 'MUTATE', 'COMPLETED', false, $3, $4, $5, $6, $7, 1, $8, $8, $8, $9)`,
    values: ({ caller: { organizationId, userId, tokenId }, locked, now }) => [
      ...[organizationId, locked.operationId, userId, tokenId, { status: 'RESOLVED' }],
      { ids: [locked.id], options: { dryRun: false, errorPolicy: 'ALL_OR_NOTHING' } },
      ...[appliedOf(), now, new Date(now.getTime() + UNDOABLE_MS)],
    ],
  },
  {
    text: `update groups set status = 'RESOLVED', substatus = null, resolved_at = $3, version = version + 1, changed_at = $3
      where organization_id = $1 and id = $2`,
    values: ({ caller, locked, now }) => [caller.organizationId, locked.id, now],
  },
  {
    text: `delete from group_inboxes where ${KEY}`,
    values: ({ caller, locked }) => [caller.organizationId, locked.id],
  },
  {
    text: `update group_open_periods set date_ended = $4, resolution_activity_id = $5, user_id = $6
      where ${KEY} and id = $3`,
    values: ({ caller, locked, now }) => [
      ...[caller.organizationId, locked.id, locked.openPeriodId, now, locked.activityId, caller.userId],
    ],
  },
  {
    text: `insert into group_subscriptions
        (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
      values ($1, $2, $3, $4, true, 'STATUS_CHANGE', $5, $6)`,
    values: ({ caller, locked, now }) => [
      ...[caller.organizationId, locked.id, caller.userId, locked.projectId, now, locked.operationId],
    ],
  },
  {
    text: `with inserted as (
        insert into outbox_messages (organization_id, type, operation_id, actor_id, group_ids, data, created_at)
        values ($1, 'issue.resolved', $2, $3, $4, $5, $6), ($1, 'issues.changed', $2, $3, $4, '{}', $6),
          ($1, 'bulk_operation.completed', $2, $3, '{}', $7, $6)
        returning id
      )
      select pg_notify('muster_outbox', concat_ws(':', $1::bigint, min(id), max(id))) from inserted`,
    values: ({ caller, locked, now }) => [
      ...[caller.organizationId, locked.operationId, caller.userId, [locked.id]],
      ...[messagesOf().resolved, now, messagesOf().completed],
    ],
  },
  {
    text: `insert into activities (organization_id, group_id, id, project_id, type, user_id, data, datetime, operation_id)
      values ($1, $2, $3, $4, 'SET_RESOLVED', $5, '{}', $6, $7)`,
    values: ({ caller, locked, now }) => [
      ...[caller.organizationId, locked.id, locked.activityId, locked.projectId, caller.userId, now],
      locked.operationId,
    ],
  },
  {
    text: `insert into group_histories
        (organization_id, group_id, project_id, status, user_id, prev_history_date, date_added)
      values ($1, $2, $3, 'RESOLVED', $4, (select max(date_added) from group_histories
        where ${KEY} and status in ('UNRESOLVED', 'REGRESSED', 'ESCALATING')), $5)`,
    values: ({ caller, locked, now }) => [...[caller.organizationId, locked.id, locked.projectId, caller.userId, now]],
  },
  {
    text: `insert into bulk_operation_outcomes
        (organization_id, operation_id, ordinal, group_id, project_id, status, changes, before)
      values ($1, $2, 1, $3, $4, 'CHANGED', $5, $6)`,
    values: ({ caller, locked, now }) => [
      ...[caller.organizationId, locked.operationId, locked.id, locked.projectId],
      ...[JSON.stringify(changesOf(locked)), beforeOf(locked, now)],
    ],
  },
];
