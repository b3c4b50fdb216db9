import { lastSeen, usersSeen, type MonthIssue } from './month-issue';
import type { MonthWorld } from './month-world';

/** How an issue has ended, as the model has it. */
export function expectedEnd(issue: MonthIssue): object {
  const { status, substatus, priority, isLocked, activeAt, resolvedAt, resolvedAfter, inbox, snooze, forecast } = issue;
  const isOpen = status === 'IGNORED' ? null : status === 'UNRESOLVED';
  return {
    ...{ fingerprint: issue.fingerprint, status, substatus, priority, isLocked, activeAt, resolvedAt, resolvedAfter },
    inbox,
    snooze: snooze && { until: snooze.until, count: snooze.count, userCount: snooze.userCount },
    forecast: forecast && { thresholds: forecast.thresholds, dateAdded: forecast.dateAdded },
    // An issue that nothing comes to counts as seen once, when it was made.
    ...{ timesSeen: Math.max(1, issue.events.length), usersSeen: usersSeen(issue), lastSeen: lastSeen(issue), isOpen },
    ...{ history: issue.history, feed: issue.feed },
  };
}

/** How the issues have ended in the database, in the order of the model. */
export async function actualEnds({ database, organization, issues }: MonthWorld): Promise<readonly object[]> {
  const rows = await database.query<{ fingerprint: string; isOpen: boolean | null; status: string }>(ENDS, [
    organization.id,
  ]);
  const byFingerprint = new Map(rows.map((row) => [row.fingerprint, row]));
  return issues.map(({ fingerprint }) => {
    const row = byFingerprint.get(fingerprint);
    return row === undefined ? { fingerprint } : { ...row, ...revived(row) };
  });
}

/** JSON has no moments. */
function revived(row: object): object {
  const { inbox, snooze, forecast } = row as Record<string, Record<string, string> | null>;
  return {
    inbox: inbox && { ...inbox, at: new Date(String(inbox['at'])) },
    snooze: snooze && { ...snooze, until: snooze['until'] ? new Date(snooze['until']) : null },
    forecast: forecast && { ...forecast, dateAdded: new Date(String(forecast['dateAdded'])) },
  };
}

const ENDS = `
  select g.title as fingerprint, g.status, g.substatus, g.priority, g.priority_locked_at is not null as "isLocked",
    g.active_at as "activeAt", g.resolved_at as "resolvedAt", r.current_release_version as "resolvedAfter",
    case when i.group_id is not null then json_build_object('reason', i.reason, 'at', i.date_added) end as inbox,
    case when s.group_id is not null
      then json_build_object('until', s.until, 'count', s.count, 'userCount', s.user_count) end as snooze,
    case when f.group_id is not null
      then json_build_object('thresholds', f.thresholds, 'dateAdded', f.date_added) end as forecast,
    c.times_seen::int as "timesSeen", c.users_seen as "usersSeen", c.last_seen as "lastSeen",
    case when g.status <> 'IGNORED' then (
      select p.date_ended is null from group_open_periods p
      where p.organization_id = g.organization_id and p.group_id = g.id order by p.id desc limit 1) end as "isOpen",
    array(select h.status from group_histories h
      where h.organization_id = g.organization_id and h.group_id = g.id order by h.id) as history,
    array(select a.type from activities a
      where a.organization_id = g.organization_id and a.group_id = g.id order by a.datetime, a.id) as feed
  from groups g
  join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
  left join group_inboxes i on i.organization_id = g.organization_id and i.group_id = g.id
  left join group_snoozes s on s.organization_id = g.organization_id and s.group_id = g.id
  left join group_forecasts f on f.organization_id = g.organization_id and f.group_id = g.id
  left join group_resolutions r on r.organization_id = g.organization_id and r.group_id = g.id
  where g.organization_id = $1`;
