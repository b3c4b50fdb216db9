select from organization_members
where organization_id = $1 and user_id <> $2 and role = 'OWNER' and active limit 1
