select m.organization_id as "parentId", m.id, m.user_id as "userId", m.role, m.active
from users u join organization_members m on m.user_id = u.id
where m.organization_id = $1 and u.email = $2
