update organization_members m set role = coalesce(n.role, m.role), active = coalesce(n.active, m.active)
from unnest($2::bigint[], $3::text[], $4::boolean[]) n (user_id, role, active)
where m.organization_id = $1 and m.user_id = n.user_id
  and (m.role, m.active) is distinct from (coalesce(n.role, m.role), coalesce(n.active, m.active))
returning m.user_id as id
