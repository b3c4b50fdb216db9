insert into group_hashes (organization_id, project_id, hash, group_id, date_added)
select organization_id, project_id, hash, nextval(pg_get_serial_sequence('groups', 'id')), $4
from (
  select * from unnest($1::bigint[], $2::bigint[], $3::text[]) as sent (organization_id, project_id, hash)
  order by organization_id, project_id, hash
) as ordered
on conflict (organization_id, project_id, hash) do nothing
returning organization_id as "organizationId", project_id as "projectId", hash, group_id as "groupId"
