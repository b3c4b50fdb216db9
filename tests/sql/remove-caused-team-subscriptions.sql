with gone as (
  delete from group_team_subscriptions s
  where s.organization_id = $1 and s.group_id = any($5::bigint[])
    and (s.operation_id = $3 or exists (
      select from bulk_operation_removed_rows r
      where r.organization_id = $1 and r.operation_id = $4 and r.group_id = s.group_id
        and r.relation = 'group_team_subscriptions' and to_jsonb(s) @> r.content))
  returning s.*
)
insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
select $1, $2, group_id, 'group_team_subscriptions', to_jsonb(gone) from gone
