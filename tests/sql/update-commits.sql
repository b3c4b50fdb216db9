update commits c
set message = coalesce(n.message, c.message), author_email = coalesce(n.author_email, c.author_email),
  date_added = coalesce(n.timestamp, c.date_added)
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
  n (repository, key, message, author_email, timestamp)
where c.organization_id = $1 and c.repository = n.repository and c.key = n.key
  and (coalesce(n.message, c.message), coalesce(n.author_email, c.author_email),
    coalesce(n.timestamp, c.date_added)) is distinct from (c.message, c.author_email, c.date_added)
returning c.id
