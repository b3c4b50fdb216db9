select group_id, uuid, user_id as "userId", date_added as "dateAdded"
from group_shares where organization_id = $1 and group_id = any($2::bigint[])
