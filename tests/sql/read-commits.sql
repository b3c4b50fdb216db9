select c.organization_id as "organizationId", c.id, c.repository, c.key, c.message,
c.author_email as "authorEmail", c.date_added as "dateAdded"
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
     join commits c on c.organization_id = wanted.organization_id and c.id = wanted.id
