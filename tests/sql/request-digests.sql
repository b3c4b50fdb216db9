with message as (
  select id, type, operation_id, actor_id, data from outbox_messages
  where organization_id = $1 and id = any($2::bigint[])
), digest as (
  select m.id as message_id, o.id as operation_id, o.actor_id, null::bigint[] as message_ids
  from message m
  join bulk_operations o on o.organization_id = $1 and o.id = m.operation_id
  where m.type = 'bulk_operation.completed' and o.selection #> '{options,notify}' is distinct from 'false'::jsonb
  union all
  select min(m.id), null, m.actor_id, array_agg(m.id order by m.id)
  from message m
  where m.operation_id is null and m.type = any($3::text[])
    and (m.type <> 'issue.unignored' or m.actor_id is not null)
    and m.data ->> 'resolution_type' is distinct from 'autoresolve'
  group by m.actor_id, case when m.type = 'issue.note_added' then m.id end
)
insert into mail_digests (organization_id, operation_id, actor_id, message_ids, next_attempt_at, created_at)
select $1, operation_id, actor_id, message_ids, $4, $4 from digest order by message_id
