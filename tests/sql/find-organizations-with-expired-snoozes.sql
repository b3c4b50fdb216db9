select o.id from organizations o
where exists (select from group_snoozes s where s.organization_id = o.id and s.until <= $1)
order by o.id
