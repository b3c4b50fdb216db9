with stretch as (
  select id from groups where organization_id = $1 and id >= $2 order by id limit $4
), old as (
  select stretch.id as group_id, counted.hour
  from stretch
  cross join lateral (
    select h.hour from group_hourly_counts h
    where h.organization_id = $1 and h.group_id = stretch.id and h.hour < $3
    order by h.hour limit $4
  ) counted
  order by stretch.id, counted.hour
  limit $4
), gone as (
  delete from group_hourly_counts c using old
  where c.organization_id = $1 and c.group_id = old.group_id and c.hour = old.hour
)
select (select count(*)::integer from old) as deleted, (select max(id) from stretch) as "lastIssue",
  (select max(group_id) from old) as "lastDeleted"
