insert into organizations (slug, name, open_membership) values ($1, $2, $3)
on conflict (slug) do nothing returning id
