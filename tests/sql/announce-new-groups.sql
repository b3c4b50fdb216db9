with inserted as (
    insert into outbox_messages (organization_id, type, group_ids, data, created_at)
    select organization_id, 'issue.created', array_agg(id order by id), '{}', $3
    from unnest($1::bigint[], $2::bigint[]) as new (organization_id, id)
    group by organization_id
    returning organization_id, id
  )
  select pg_notify('muster_outbox', concat_ws(':', organization_id, min(id), max(id)))
from inserted
group by organization_id
