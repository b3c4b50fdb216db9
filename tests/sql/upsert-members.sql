insert into organization_members (organization_id, user_id, role)
select $1, user_id, role from unnest($2::bigint[], $3::text[]) as new (user_id, role)
on conflict (organization_id, user_id) do update set role = excluded.role, active = true
