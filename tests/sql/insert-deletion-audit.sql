with transaction as materialized (select gen_random_uuid() as id)
insert into deletion_audit_entries (organization_id, kind, group_id, project_id, project_slug, transaction_id,
  operation_id, actor_id, created_at)
select $1, n.kind, n.group_id, n.project_id, p.slug, transaction.id, $2, $3, $4
from unnest($5::bigint[], $6::bigint[], $7::text[]) n (group_id, project_id, kind)
join projects p on p.organization_id = $1 and p.id = n.project_id
cross join transaction
