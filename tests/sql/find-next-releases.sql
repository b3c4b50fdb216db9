select base.place::integer as place, came.id, came.version
from unnest($2::bigint[], $3::bigint[], $4::text[]) with ordinality
  given (project_id, release_id, future_release_version, place)
cross join lateral (select $1::bigint as organization_id, given.*) base
cross join lateral (
  select r.id, r.version
  from release_projects rp
  join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id and r.status = 'OPEN'
  left join releases before on before.organization_id = rp.organization_id and before.id = base.release_id
  where rp.organization_id = base.organization_id and rp.project_id = base.project_id
    and (cardinality('{}'::bigint[]) = 0 or r.id = any('{}'::bigint[]))
    and case when base.future_release_version is not null then r.version = base.future_release_version
      when cardinality('{}'::bigint[]) > 0 then r.date_added > before.date_added
      else r.date_added > before.date_added and (coalesce(r.date_released, r.date_added), r.id)
        > (coalesce(before.date_released, before.date_added), before.id) end
  order by case when cardinality('{}'::bigint[]) > 0 then r.date_added end, r.id
  limit 1) came
