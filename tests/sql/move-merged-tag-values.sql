with gone as (
  delete from group_tag_values where organization_id = $1 and group_id = any($2::bigint[]) returning key, value
)
insert into group_tag_values (organization_id, group_id, key, value)
select distinct $1::bigint, $3::bigint, key, value from gone order by key, value
on conflict (organization_id, group_id, key, value) do nothing
