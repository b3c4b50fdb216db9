/** Per issue: what was counted, what is there, and by how much its transitions differ from where it stands. */
export const BALANCE = `
  select c.times_seen::int - (select count(*) from events e where e.organization_id = $1 and e.group_id = g.id)::int as miscounted,
    c.users_seen - (select count(*) from group_users u where u.organization_id = $1 and u.group_id = g.id)::int as "miscountedPeople",
    c.times_seen::int - (select sum(h.events) from group_hourly_counts h where h.organization_id = $1 and h.group_id = g.id)::int
      as "miscountedHours",
    (select count(*) filter (where a.type = 'SET_RESOLVED') - count(*) filter (where a.type in ('SET_UNRESOLVED', 'SET_REGRESSION'))
     from activities a where a.organization_id = $1 and a.group_id = g.id)::int - (g.status = 'RESOLVED')::int as unbalanced,
    (select count(*) from group_open_periods p where p.organization_id = $1 and p.group_id = g.id and p.date_ended is null)::int
      - (g.status <> 'RESOLVED')::int as "openPeriods"
  from groups g
  join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
  where g.organization_id = $1`;
/** As every row of it should be. */
export const BALANCED = { miscounted: 0, miscountedPeople: 0, miscountedHours: 0, unbalanced: 0, openPeriods: 0 };
