select o.id from organizations o
where exists (select from outbox_messages m
  where m.organization_id = o.id and m.dispatched_at is null and m.created_at <= $1)
order by o.id
