update projects set name = coalesce($3, name), features = coalesce($4::text[], features),
  resolve_age = case when $5 then $6::integer else resolve_age end
where organization_id = $1 and id = $2
