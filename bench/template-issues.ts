/** One set-based statement; `counted`: $1 is the number of issues. */
interface RowSource {
  readonly text: string;
  readonly counted?: true;
}

/** A number that looks random and is the same in every run, so that two clones can be compared. */
const CHANCE = `cross join lateral (select hashint4(g.id::int) & 2147483647 as chance) c`;
const ASSIGNED_USER = 'case when chance / 20 % 20 < 4 then 1 + chance / 400 % 50 end';
const ASSIGNED_TEAM = 'case when chance / 20 % 20 = 4 then 1 + chance / 400 % 5 end';

/**
 * The issues and their rows: 60 % are unresolved (half of them in the inbox), 20 % resolved, 20 % archived (half of
 * those with a condition); every fifth belongs to a user and every twentieth to a team. Every time is before 2026: a
 * later one was written by a measurement.
 */
export const ISSUE_ROWS: readonly RowSource[] = [
  {
    counted: true,
    text: `
      insert into groups (organization_id, id, project_id, short_id, title, culprit, message, level, platform, status,
        substatus, priority, initial_priority, first_seen, active_at, resolved_at, version, changed_at)
      select 1, g.id, 1 + g.id % 8, 1 + g.id / 8, format('TypeError: cannot read property %s of undefined', md5(g.id::text)),
        format('app/services/checkout-%s in pay', chance % 1000),
        format('cannot read property %s of undefined', md5(g.id::text)),
        (array['ERROR', 'WARNING', 'FATAL'])[1 + chance / 7 % 3], 'node', status,
        case status when 'UNRESOLVED' then (array['NEW', 'ONGOING', 'REGRESSED', 'ESCALATING'])[1 + chance / 11 % 4]
          when 'IGNORED' then (array['ARCHIVED_FOREVER', 'ARCHIVED_UNTIL_CONDITION_MET'])[1 + chance / 13 % 2] end,
        priority, priority, seen, seen, case when status = 'RESOLVED' then seen + interval '3 days' end,
        1 + chance % 3, seen
      from generate_series(1, $1::int) g (id) ${CHANCE}
      cross join lateral (
        select case when chance % 20 < 12 then 'UNRESOLVED' when chance % 20 < 16 then 'RESOLVED' else 'IGNORED' end as status,
          (array['LOW', 'MEDIUM', 'HIGH'])[1 + chance / 17 % 3] as priority,
          timestamptz '2025-01-01 00:00:00Z' + interval '300 days' * g.id / $1::int as seen) d`,
  },
  { text: `select setval(pg_get_serial_sequence('groups', 'id'), (select max(id) from groups))` },
  {
    text: `insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
      select 1, g.id, g.project_id, 1 + chance % 5000, chance % 300, g.first_seen + interval '1 hour' * (chance % 700)
      from groups g ${CHANCE}`,
  },
  {
    text: `insert into group_hashes (organization_id, project_id, hash, group_id, date_added)
      select 1, project_id, md5(id::text), id, first_seen from groups order by project_id, md5(id::text)`,
  },
  {
    text: `insert into group_open_periods (organization_id, group_id, project_id, date_started, date_ended)
      select 1, id, project_id, first_seen, resolved_at from groups`,
  },
  {
    text: `insert into group_inboxes (organization_id, group_id, project_id, reason, date_added)
      select 1, g.id, g.project_id, 'NEW', g.first_seen from groups g ${CHANCE}
      where status = 'UNRESOLVED' and chance / 19 % 2 = 0`,
  },
  {
    text: `insert into group_snoozes (organization_id, group_id, project_id, count, times_seen_baseline, actor_id, date_added)
      select 1, g.id, g.project_id, 100, chance % 5000, 1, g.first_seen from groups g ${CHANCE}
      where substatus = 'ARCHIVED_UNTIL_CONDITION_MET'`,
  },
  {
    text: `insert into group_assignees (organization_id, group_id, project_id, user_id, team_id, date_added)
      select 1, g.id, g.project_id, ${ASSIGNED_USER}, ${ASSIGNED_TEAM}, g.first_seen from groups g ${CHANCE}
      where chance / 20 % 20 < 5`,
  },
  {
    text: `insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
      select 1, group_id, user_id, project_id, true, 'ASSIGNED', date_added from group_assignees where user_id is not null
      union all
      select 1, a.group_id, m.user_id, a.project_id, true, 'ASSIGNED', a.date_added
      from group_assignees a join team_members m on m.organization_id = 1 and m.team_id = a.team_id`,
  },
  {
    text: `insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
      select 1, g.id, 1 + chance / 23 % 50, g.project_id, chance % 7 > 0, 'COMMENT', g.first_seen from groups g ${CHANCE}
      where chance / 29 % 10 = 0
      on conflict do nothing`,
  },
  {
    text: `insert into activities (organization_id, group_id, project_id, type, user_id, data, datetime)
      select 1, id, project_id, 'SET_RESOLVED', 1, '{}'::jsonb, resolved_at from groups where status = 'RESOLVED'
      union all
      select 1, group_id, project_id, 'ASSIGNED', 1, jsonb_build_object('assignee', user_id::text, 'assigneeType', 'user',
        'assigneeName', format('Member %s', user_id), 'assigneeEmail', format('member-%s@example.com', user_id)), date_added
      from group_assignees where user_id is not null`,
  },
  {
    text: `insert into group_histories (organization_id, group_id, project_id, status, user_id, date_added)
      select 1, id, project_id, case status when 'RESOLVED' then 'RESOLVED' else 'REGRESSED' end, 1, first_seen
      from groups where status = 'RESOLVED' or substatus = 'REGRESSED'
      union all
      select 1, group_id, project_id, 'ASSIGNED', 1, date_added from group_assignees`,
  },
];
