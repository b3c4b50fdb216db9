with caused as (
  select group_id, team_id from group_team_subscriptions
  where organization_id = $1 and group_id = any($5::bigint[]) and operation_id = $3
  union
  select s.group_id, s.team_id
  from bulk_operation_removed_rows r
  join group_team_subscriptions s on s.organization_id = $1 and s.group_id = r.group_id
    and s.team_id = (r.content->>'team_id')::bigint
  where r.organization_id = $1 and r.operation_id = $4 and r.relation = 'group_team_subscriptions'
    and r.group_id = any($5::bigint[]) and to_jsonb(s) @> r.content
), gone as (
  delete from group_team_subscriptions s using caused
  where s.organization_id = $1 and s.group_id = caused.group_id and s.team_id = caused.team_id
  returning s.*
)
insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
select $1, $2, group_id, 'group_team_subscriptions', to_jsonb(gone) from gone
