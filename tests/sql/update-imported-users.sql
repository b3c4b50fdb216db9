update users u set name = coalesce(n.name, u.name), username = coalesce(n.username, u.username),
  self_assign_on_resolve = coalesce(n.self_assign, u.self_assign_on_resolve)
from unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[]) n (id, name, username, self_assign)
where u.id = n.id and (u.name, u.username, u.self_assign_on_resolve) is distinct from
  (coalesce(n.name, u.name), coalesce(n.username, u.username), coalesce(n.self_assign, u.self_assign_on_resolve))
returning u.id
