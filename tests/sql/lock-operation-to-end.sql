select id from bulk_operations
where organization_id = $1 and id = $2 and state in ('PENDING', 'RUNNING')
for no key update
