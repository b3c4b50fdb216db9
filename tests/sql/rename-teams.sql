update teams t set name = n.name from unnest($2::text[], $3::text[]) n (slug, name)
where t.organization_id = $1 and t.slug = n.slug and t.name <> n.name returning t.slug
