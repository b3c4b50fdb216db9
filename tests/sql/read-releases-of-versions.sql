select id, version, date_added as "dateAdded", date_released as "dateReleased"
from releases
where organization_id = $1 and version = any($2::text[])
