delete from group_hourly_counts where organization_id = $1 and hour < $2
