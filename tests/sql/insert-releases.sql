insert into releases (organization_id, version, package, semver_key, date_added, date_released)
select organization_id, version, package, semver_key, date_added, date_released
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
  as new (organization_id, version, package, semver_key, date_added, date_released)
order by organization_id, version
on conflict (organization_id, version) do nothing
