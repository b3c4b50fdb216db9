select wanted.group_id as "parentId",
       1 + (select count(*)::integer from
(
  select a.id, a.type, a.user_id, a.datetime, a.data, a.operation_id,
    a.type <> 'NOTE'
      and row (a.type, a.ident, a.user_id, a.data, a.operation_id) is not distinct from
        row (lag(a.type) over newer, lag(a.ident) over newer, lag(a.user_id) over newer, lag(a.data) over newer,
          lag(a.operation_id) over newer) as repeated
  from activities a
  where a.organization_id = wanted.organization_id and a.group_id = wanted.group_id
  window newer as (order by a.id desc)
) feed where not feed.repeated) as count
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)
