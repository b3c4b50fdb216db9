select group_id, is_active as "isActive", reason, date_added as "dateAdded", operation_id as "operationId"
from group_subscriptions
where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3
