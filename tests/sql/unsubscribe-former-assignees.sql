with changed as (
  select * from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
    c (group_id, from_user, from_team, to_user, to_team)
), gone as (
  delete from group_subscriptions s using changed c
  where s.organization_id = $1 and s.group_id = c.group_id and s.reason = 'ASSIGNED'
    and s.user_id is distinct from $3 and s.user_id is distinct from c.to_user
    and (s.user_id = c.from_user or exists (
      select from team_members m
      where m.organization_id = $1 and m.team_id = c.from_team and m.user_id = s.user_id))
    and not exists (
      select from team_members m
      where m.organization_id = $1 and m.team_id = c.to_team and m.user_id = s.user_id)
  returning s.*
)
insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
select $1, $2, group_id, 'group_subscriptions', to_jsonb(gone) from gone
