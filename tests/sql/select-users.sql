select id, email from users where email = any($1::text[])
