update projects p set name = coalesce(n.name, p.name), platform = coalesce(n.platform, p.platform),
  features = coalesce(n.features, p.features), resolve_age = coalesce(n.resolve_age, p.resolve_age)
from jsonb_to_recordset($2::jsonb)
  n (slug text, name text, platform text, features text[], resolve_age integer)
where p.organization_id = $1 and p.slug = n.slug
  and (p.name, p.platform, p.features, p.resolve_age) is distinct from
    (coalesce(n.name, p.name), coalesce(n.platform, p.platform), coalesce(n.features, p.features),
     coalesce(n.resolve_age, p.resolve_age))
returning p.slug
