select o.id from organizations o
where exists (select from projects p where p.organization_id = o.id and p.resolve_age is not null)
order by o.id
