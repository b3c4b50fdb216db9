select d.webhook_id as "parentId", count(*)::integer as count
from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
join webhook_deliveries d on d.organization_id = wanted.organization_id and d.webhook_id = wanted.id
where $3::text is null or d.state = $3
group by d.webhook_id
