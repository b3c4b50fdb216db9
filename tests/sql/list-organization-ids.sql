select id from organizations order by id
