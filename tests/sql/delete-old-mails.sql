delete from mails m
using (
  select o.id as organization_id, old.id from organizations o
  cross join lateral (
    select id from mails
    where organization_id = o.id and created_at < $1
      and (state <> 'PENDING' or created_at < $1 - interval '3 days')
    order by created_at limit $2
    for update skip locked
  ) old
  limit $2
) old
where m.organization_id = old.organization_id and m.id = old.id
