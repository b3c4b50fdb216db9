select n.id::text as id from unnest($3::bigint[]) n (id)
where not exists (
  select from bulk_operation_pages p cross join lateral unnest(p.group_ids) as w (group_id)
  where p.organization_id = $1 and p.operation_id = $2 and w.group_id = n.id)
