select u.email, u.id from users u join organization_members m on m.user_id = u.id
where m.organization_id = $1 and u.email = any($2::text[])
