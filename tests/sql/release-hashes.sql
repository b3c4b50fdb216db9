with gone as (
  delete from group_hashes where organization_id = $1 and group_id = any($3::bigint[]) returning *
)
insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
select $1, $2, group_id, 'group_hashes', to_jsonb(gone) from gone
