select wanted.group_id as "parentId", wanted.organization_id as "organizationId", line.id, line.type,
       line.user_id as "userId", line.datetime as "createdAt", line.data, line.operation_id as "operationId"
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)
     cross join lateral (
       (select feed.id, feed.type, feed.user_id, feed.datetime, feed.data, feed.operation_id
        from
(
  select a.id, a.type, a.user_id, a.datetime, a.data, a.operation_id,
    a.type <> 'NOTE'
      and row (a.type, a.ident, a.user_id, a.data, a.operation_id) is not distinct from
        row (lag(a.type) over newer, lag(a.ident) over newer, lag(a.user_id) over newer, lag(a.data) over newer,
          lag(a.operation_id) over newer) as repeated
  from activities a
  where a.organization_id = wanted.organization_id and a.group_id = wanted.group_id
  window newer as (order by a.id desc)
) feed
        where not feed.repeated and ($3::bigint is null or feed.id < $3)
        order by feed.id desc
        limit $4)
       union all
       select 0, 'FIRST_SEEN', null, g.first_seen, jsonb_build_object('priority', lower(g.initial_priority)), null
       from groups g
       where g.organization_id = wanted.organization_id and g.id = wanted.group_id and ($3::bigint is null or 0 < $3)
       order by 1 desc
       limit $4
     ) line
     order by wanted.group_id, line.id desc
