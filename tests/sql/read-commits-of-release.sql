select c.organization_id as "organizationId", c.id, c.repository, c.key, c.message,
c.author_email as "authorEmail", c.date_added as "dateAdded"
     from release_commits h
     join commits c on c.organization_id = h.organization_id and c.id = h.commit_id
     where h.organization_id = $1 and h.release_id = $2
       and ($3::bigint is null or (c.date_added, c.id) < (
         select a.date_added, a.id from commits a where a.organization_id = $1 and a.id = $3))
     order by c.date_added desc, c.id desc
     limit $4
