update webhooks set url = $3, description = $4, events = $5::text[], project_ids = $6::bigint[], is_active = $7,
  updated_at = $8
where organization_id = $1 and id = $2
