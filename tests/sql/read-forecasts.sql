select group_id, to_json(thresholds) as thresholds, date_added as "dateAdded"
from group_forecasts where organization_id = $1 and group_id = any($2::bigint[])
