select id, slug, name, open_membership as "openMembership" from organizations where id = any ($1::bigint[])
