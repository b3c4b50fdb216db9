with inserted as (
  insert into outbox_messages (organization_id, type, operation_id, actor_id, group_ids, data, created_at)
  select $1, m.type, $2, $3, m.group_ids, m.data, $4
  from jsonb_to_recordset($5) m (type text, group_ids bigint[], data jsonb)
  returning organization_id, id
)
select pg_notify('muster_outbox', concat_ws(':', organization_id, min(id), max(id)))
from inserted
group by organization_id
