insert into commits (organization_id, repository, key, message, author_email, date_added)
select $1, repository, key, message, author_email, coalesce(timestamp, $7)
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
  as new (repository, key, message, author_email, timestamp)
order by repository, key
on conflict (organization_id, repository, key) do nothing
returning id
