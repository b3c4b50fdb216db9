select group_id, date_added as "dateAdded"
from group_bookmarks where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3
