select distinct organization_id as "organizationId" from bulk_operations
where state = 'PENDING' and created_at < $1
order by organization_id
