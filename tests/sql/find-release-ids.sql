select id, version from releases where organization_id = $1 and version = any($2::text[])
