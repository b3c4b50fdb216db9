with gone as (
  delete from group_releases where organization_id = $1 and group_id = any($2::bigint[]) returning *
)
insert into group_releases (organization_id, group_id, release_id, project_id, first_seen, last_seen)
select $1, $3::bigint, release_id, min(project_id), min(first_seen), max(last_seen) from gone
group by release_id order by release_id
on conflict (organization_id, group_id, release_id) do update
  set first_seen = least(group_releases.first_seen, excluded.first_seen),
    last_seen = greatest(group_releases.last_seen, excluded.last_seen)
