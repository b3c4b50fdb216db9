update api_tokens set last_used_at = $2
where id in (
  select id from api_tokens
  where id = any($1::bigint[]) and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')
  order by id for no key update skip locked)
