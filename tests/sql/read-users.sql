select id, name, username, email from users where id = any ($1::bigint[])
