select c.id, c.repository, c.key
from unnest($2::text[], $3::text[]) as wanted (repository, key)
join commits c on c.organization_id = $1 and c.repository = wanted.repository and c.key = wanted.key
