delete from outbox_messages m
using (
  select o.id as organization_id, old.id from organizations o
  cross join lateral (
    select id from outbox_messages
    where organization_id = o.id and dispatched_at < $1 order by dispatched_at limit $2
    for update skip locked
  ) old
  limit $2
) old
where m.organization_id = old.organization_id and m.id = old.id
