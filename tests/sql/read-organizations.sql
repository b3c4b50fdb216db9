select id, slug, name, open_membership as "openMembership", created_at as "createdAt"
from organizations where id = any ($1::bigint[])
