select p.organization_id as "parentId", p.organization_id as "organizationId", p.id, p.slug, p.name, p.platform, p.features,
p.resolve_age as "resolveAge", p.created_at as "createdAt",
(select k.public_key from project_keys k
 where k.organization_id = p.organization_id and k.project_id = p.id and k.active
 order by k.created_at, k.public_key limit 1) as "publicKey"
     from (
       select organization_id, project_id,
         row_number() over (partition by organization_id order by project_id) as position
       from unnest($1::bigint[], $2::bigint[]) as visible (organization_id, project_id)
       where $3::bigint is null or project_id > $3
     ) page
     join projects p on p.organization_id = page.organization_id and p.id = page.project_id
     where page.position <= $4
     order by p.organization_id, p.id
