insert into users (email, username, name)
select email, username, name from unnest($1::text[], $2::text[], $3::text[]) as new (email, username, name)
on conflict do nothing
