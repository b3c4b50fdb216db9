insert into projects (organization_id, slug, name, platform, features)
select $1, slug, name, platform, features
from jsonb_to_recordset($2) as new (slug text, name text, platform text, features text[])
on conflict (organization_id, slug) do nothing returning slug
