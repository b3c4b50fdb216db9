update organization_members m set role = new.role, active = new.active
from unnest($1::bigint[], $2::bigint[], $3::text[], $4::boolean[]) as new (organization_id, id, role, active)
where m.organization_id = new.organization_id and m.id = new.id
