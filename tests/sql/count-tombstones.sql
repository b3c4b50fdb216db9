select count(*)::integer as count from group_tombstones where organization_id = $1 and project_id = $2
