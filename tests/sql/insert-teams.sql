insert into teams (organization_id, slug, name)
select $1, slug, name from unnest($2::text[], $3::text[]) as new (slug, name)
on conflict (organization_id, slug) do nothing returning slug
