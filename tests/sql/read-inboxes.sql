select group_id, reason, reason_details as "reasonDetails", date_added as "dateAdded"
from group_inboxes where organization_id = $1 and group_id = any($2::bigint[])
