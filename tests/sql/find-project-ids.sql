select slug, id from projects where organization_id = $1 and slug = any($2::text[])
