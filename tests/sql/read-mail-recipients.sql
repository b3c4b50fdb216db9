select u.id as "userId", u.name, u.email
from organization_members o join users u on u.id = o.user_id
where o.organization_id = $1 and o.active and o.user_id = any($2::bigint[])
