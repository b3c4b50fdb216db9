select id, slug from teams where organization_id = $1 and slug = any($2::text[])
