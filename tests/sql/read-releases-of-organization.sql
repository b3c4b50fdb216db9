select r.organization_id as "organizationId", r.id, r.version, r.status, r.date_added as "dateAdded",
r.date_released as "dateReleased"
     from releases r
     where r.organization_id = $1 and exists (
         select from release_projects p
         where p.organization_id = $1 and p.release_id = r.id and p.project_id = any ($2::bigint[]))
       and ($3::bigint is null or (coalesce(r.date_released, r.date_added), r.id) < (
         select coalesce(a.date_released, a.date_added), a.id from releases a
         where a.organization_id = $1 and a.id = $3))
     order by coalesce(r.date_released, r.date_added) desc, r.id desc
     limit $4
