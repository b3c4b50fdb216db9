select r.organization_id as "organizationId", r.id, r.version, r.status, r.date_added as "dateAdded",
r.date_released as "dateReleased"
     from releases this
     join releases r on r.organization_id = $1
       and (coalesce(r.date_released, r.date_added), r.id) < (coalesce(this.date_released, this.date_added), this.id)
     where this.organization_id = $1 and this.id = $2
       and exists (select from release_commits c where c.organization_id = $1 and c.release_id = r.id)
       and exists (
         select from release_projects own
         join release_projects other on other.organization_id = $1 and other.project_id = own.project_id
         where own.organization_id = $1 and own.release_id = this.id and other.release_id = r.id
           and own.project_id = any ($3::bigint[]))
     order by coalesce(r.date_released, r.date_added) desc, r.id desc
     limit 1
