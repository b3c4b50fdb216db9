select id, user_id as "userId" from api_tokens
where id = $1 and (organization_id = any($2::bigint[]) or organization_id is null and $3)
