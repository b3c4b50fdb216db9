delete from api_tokens t
using (
  select id from api_tokens where expires_at < $1 or revoked_at < $1 order by id limit $2
  for update skip locked
) old
where t.id = old.id
