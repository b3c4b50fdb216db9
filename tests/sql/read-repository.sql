select 1 from commits where organization_id = $1 and repository = $2 limit 1
