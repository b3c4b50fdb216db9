insert into group_releases (organization_id, group_id, release_id, project_id, first_seen, last_seen)
select organization_id, group_id, release_id, project_id, first_seen, last_seen
from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::timestamptz[])
  as seen (organization_id, group_id, release_id, project_id, first_seen, last_seen)
order by organization_id, group_id, release_id
on conflict (organization_id, group_id, release_id) do update
  set first_seen = least(group_releases.first_seen, excluded.first_seen),
    last_seen = greatest(group_releases.last_seen, excluded.last_seen)
