select 'user' as type, u.id, u.name, u.email from users u where u.id = any($2::bigint[])
union all
select 'team', t.id, t.name, null from teams t where t.organization_id = $1 and t.id = any($3::bigint[])
