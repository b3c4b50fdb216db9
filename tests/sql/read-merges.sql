select previous_group_id as group_id, group_id as into
from group_redirects where organization_id = $1 and previous_group_id = any($2::bigint[])
