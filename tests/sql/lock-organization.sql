select id from organizations where slug = $1 for no key update
