with waiting as materialized (
  select w.*
  from unnest($1::bigint[], $2::bigint[]) as place (organization_id, project_id)
  cross join lateral (
    select p.organization_id, p.project_id, p.group_id, p.id, p.release_id, p.future_release_version
    from group_resolutions p
    where p.organization_id = place.organization_id and p.project_id = place.project_id and p.status = 'PENDING'
      and p.group_id > $4 and ($6::timestamptz is null or p.date_added <= $6)
    order by p.group_id limit $5
  ) w
), due as materialized (
  select base.*, came.id as next_id, came.version
  from (select distinct organization_id, project_id, release_id, future_release_version from waiting) base
  cross join lateral (
  select r.id, r.version
  from release_projects rp
  join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id and r.status = 'OPEN'
  left join releases before on before.organization_id = rp.organization_id and before.id = base.release_id
  where rp.organization_id = base.organization_id and rp.project_id = base.project_id
    and (cardinality($3::bigint[]) = 0 or r.id = any($3::bigint[]))
    and case when base.future_release_version is not null then r.version = base.future_release_version
      when cardinality($3::bigint[]) > 0 then r.date_added > before.date_added
      else r.date_added > before.date_added and (coalesce(r.date_released, r.date_added), r.id)
        > (coalesce(before.date_released, before.date_added), before.id) end
  order by case when cardinality($3::bigint[]) > 0 then r.date_added end, r.id
  limit 1) came
), locked as (
  select p.organization_id, p.group_id, due.next_id, due.version
  from waiting w
  join due on due.organization_id = w.organization_id and due.project_id = w.project_id
    and due.release_id is not distinct from w.release_id
    and due.future_release_version is not distinct from w.future_release_version
  join group_resolutions p on p.organization_id = w.organization_id and p.group_id = w.group_id and p.id = w.id
  where p.status = 'PENDING'
  order by p.organization_id, p.group_id
  for no key update of p skip locked
), completed as (
  update group_resolutions p
  set release_id = locked.next_id, future_release_version = null, type = 'IN_RELEASE', status = 'RESOLVED'
  from locked
  where p.organization_id = locked.organization_id and p.group_id = locked.group_id
  returning p.organization_id, p.group_id, p.id, locked.version
), told as (
  update activities a
  set data = case jsonb_typeof(a.data) when 'object' then a.data else '{}' end
    || jsonb_build_object('version', completed.version)
  from completed
  where a.organization_id = completed.organization_id and a.group_id = completed.group_id and a.id = completed.id
)
select count(*)::integer as looked, max(group_id) as last from waiting
