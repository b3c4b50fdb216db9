select wanted.project_id as "parentId", page.*
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, project_id)
     cross join lateral (
       select r.organization_id as "organizationId", r.id, r.version, r.status, r.date_added as "dateAdded",
r.date_released as "dateReleased"
       from release_projects p
       join releases r on r.organization_id = p.organization_id and r.id = p.release_id
       where p.organization_id = wanted.organization_id and p.project_id = wanted.project_id
         and ($3::bigint is null or (coalesce(r.date_released, r.date_added), r.id) < (
           select coalesce(a.date_released, a.date_added), a.id from releases a
           where a.organization_id = wanted.organization_id and a.id = $3))
       order by coalesce(r.date_released, r.date_added) desc, r.id desc
       limit $4
     ) page
     order by wanted.project_id, coalesce(page."dateReleased", page."dateAdded") desc, page.id desc
