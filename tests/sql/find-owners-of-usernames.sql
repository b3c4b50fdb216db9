select username, email from users where username = any($1::text[])
