with gone as (
  delete from group_team_subscriptions s using unnest($3::bigint[], $4::bigint[]) c (group_id, team_id)
  where s.organization_id = $1 and s.group_id = c.group_id and s.team_id = c.team_id and s.reason = 'ASSIGNED'
  returning s.*
)
insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
select $1, $2, group_id, 'group_team_subscriptions', to_jsonb(gone) from gone
