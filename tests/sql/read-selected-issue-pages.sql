select wanted.operation_id as "parentId", wanted.organization_id as "organizationId", issue.id, issue.ordinal
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)
     cross join lateral (
       with near as materialized (
         select g.id, o.ordinal
         from
(
select * from bulk_operation_pages
where organization_id = wanted.organization_id and operation_id = wanted.operation_id and done < size and ($6::bigint is null or last_ordinal > $6) order by page limit 2) p
cross join lateral rows from (unnest(p.group_ids), unnest(p.ordinals)) with ordinality
  as w (group_id, given_ordinal, position)
cross join lateral (select coalesce(w.given_ordinal, p.first_ordinal + w.position - 1)::integer as ordinal) o
join groups g on g.organization_id = p.organization_id and g.id = w.group_id and g.status <> all ($5::text[])
  and (g.organization_id, g.project_id) in (select * from unnest($3::bigint[], $4::bigint[]))
where w.position > p.done and ($6::bigint is null or o.ordinal > $6)
         order by o.ordinal
         limit $7
       )
       (
         select g.id, o.ordinal
         from
bulk_operation_outcomes o
join groups g on g.organization_id = o.organization_id and g.id = o.group_id and g.status <> all ($5::text[])
  and (g.organization_id, g.project_id) in (select * from unnest($3::bigint[], $4::bigint[]))
where o.organization_id = wanted.organization_id and o.operation_id = wanted.operation_id
  and o.status <> 'NOT_FOUND' and o.code is distinct from 'OUTSIDE_SELECTION' and ($6::bigint is null or o.ordinal > $6)
         order by o.ordinal
         limit $7
       )
       union all
       (select id, ordinal from near where (select count(*) from near) = $7)
       union all
       (
         select g.id, o.ordinal
         from
(
select * from bulk_operation_pages
where organization_id = wanted.organization_id and operation_id = wanted.operation_id and done < size) p
cross join lateral rows from (unnest(p.group_ids), unnest(p.ordinals)) with ordinality
  as w (group_id, given_ordinal, position)
cross join lateral (select coalesce(w.given_ordinal, p.first_ordinal + w.position - 1)::integer as ordinal) o
join groups g on g.organization_id = p.organization_id and g.id = w.group_id and g.status <> all ($5::text[])
  and (g.organization_id, g.project_id) in (select * from unnest($3::bigint[], $4::bigint[]))
where w.position > p.done and ($6::bigint is null or o.ordinal > $6) and (select count(*) from near) < $7
         order by o.ordinal
         limit $7
       )
       order by ordinal
       limit $7
     ) issue
     order by wanted.operation_id, issue.ordinal
