update deletion_audit_entries set undone_at = $4
where organization_id = $1 and operation_id = $2 and group_id = any($3::bigint[])
