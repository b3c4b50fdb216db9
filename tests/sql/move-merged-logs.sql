with feeds as (
  update activities set group_id = $3 where organization_id = $1 and group_id = any($2::bigint[])
)
update group_histories set group_id = $3 where organization_id = $1 and group_id = any($2::bigint[])
