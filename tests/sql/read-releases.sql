select r.organization_id as "organizationId", r.id, r.version, r.status, r.date_added as "dateAdded",
r.date_released as "dateReleased"
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
     join releases r on r.organization_id = wanted.organization_id and r.id = wanted.id
