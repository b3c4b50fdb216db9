import { randomUUID } from 'node:crypto';
import type { Step } from './writer';

const SELECTED = 50;

/** An event as the first version recorded it: of an issue that there is, or every tenth time of a new one. */
export function recordEvent(issues: number, seed: number): (count: number) => readonly Step[] {
  return (count) => {
    const id = count % 10 === 0 ? issues + seed * 10_000_000 + count : 1 + ((count * 7_919 + seed) % issues);
    const newIssue: Step[] = [
      [
        `insert into groups (organization_id, id, project_id, short_id, title, level, first_seen, active_at, changed_at)
         values (1, $1, 1, $1, 'Error: new', 'ERROR', now(), now(), now())`,
        [id],
      ],
      [
        `insert into group_hashes (organization_id, project_id, hash, group_id, date_added)
         values (1, 1, $1, $2, now())`,
        [randomUUID(), id],
      ],
      [
        `insert into group_inboxes (organization_id, group_id, project_id, reason, date_added)
         values (1, $1, 1, 'NEW', now())`,
        [id],
      ],
    ];
    return [
      ...(count % 10 === 0 ? newIssue : []),
      [
        `insert into events (organization_id, project_id, group_id, event_id, received_at, timestamp, title, level, tags, payload)
         values (1, 1, $1, $2, now(), now(), 'Error', 'ERROR', '{"os": "Linux"}', '{}')`,
        [id, randomUUID()],
      ],
      [
        `insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
         values (1, $1, 1, 1, 0, now())
         on conflict (organization_id, group_id) do update
         set times_seen = group_counters.times_seen + 1, last_seen = excluded.last_seen`,
        [id],
      ],
    ];
  };
}

/** A bulk mutation as the first version wrote it. */
export function changeIssues(issues: number, seed: number): (count: number) => readonly Step[] {
  return (count) => {
    const first = 1 + ((count * 104_729 + seed) % (issues - SELECTED));
    const ids = Array.from({ length: SELECTED }, (_, index) => first + index);
    const operation = 1_000_000_000 * seed + count;
    return [
      [`select from groups where organization_id = 1 and id = any ($1) order by id for no key update`, [ids]],
      [
        `insert into bulk_operations (organization_id, id, kind, state, dry_run, selection, created_at)
         values (1, $1, 'MUTATE', 'COMPLETED', false, '{}', now())`,
        [operation],
      ],
      [
        `update groups set priority = 'HIGH', version = version + 1, changed_at = now()
         where organization_id = 1 and id = any ($1)`,
        [ids],
      ],
      [`delete from group_snoozes where organization_id = 1 and group_id = any ($1)`, [ids]],
      [
        `insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
         select 1, id, $2, 1, true, 'STATUS_CHANGE', now() from unnest($1::bigint[]) id on conflict do nothing`,
        [ids, seed],
      ],
      [
        `insert into activities (organization_id, group_id, project_id, type, datetime)
         select 1, id, 1, 'SET_PRIORITY', now() from unnest($1::bigint[]) id`,
        [ids],
      ],
      [
        `insert into bulk_operation_outcomes (organization_id, operation_id, ordinal, group_id, project_id, status)
         select 1, $2, id, id, 1, 'CHANGED' from unnest($1::bigint[]) id`,
        [ids, operation],
      ],
      [
        `insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
         select 1, $2, id, 'group_inboxes', '{}' from unnest($1::bigint[]) id`,
        [ids, operation],
      ],
      [
        `insert into outbox_messages (organization_id, type, operation_id, group_ids, data, created_at)
         values (1, 'issue.changed', $2, $1, '{}', now())`,
        [ids, operation],
      ],
    ];
  };
}
