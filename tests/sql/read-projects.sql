select p.organization_id as "organizationId", p.id, p.slug, p.name, p.platform, p.features,
p.resolve_age as "resolveAge", p.created_at as "createdAt",
(select k.public_key from project_keys k
 where k.organization_id = p.organization_id and k.project_id = p.id and k.active
 order by k.created_at, k.public_key limit 1) as "publicKey"
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
     join projects p on p.organization_id = wanted.organization_id and p.id = wanted.id
