select exists (select from group_releases
             where organization_id = $1 and release_id = $2 and project_id = any ($3::bigint[]))
or exists (select from group_resolutions
           where organization_id = $1 and release_id = $2 and project_id = any ($3::bigint[]))
or exists (select from groups
           where organization_id = $1 and first_release_id = $2 and project_id = any ($3::bigint[])) as used
