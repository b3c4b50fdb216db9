insert into api_tokens (organization_id, user_id, name, token_hash, scopes, created_by_user_id, expires_at)
select organization_id, user_id, name, decode(hash, 'hex'), scopes, created_by_user_id, expires_at
from jsonb_to_recordset($1::jsonb) as new (organization_id bigint, user_id bigint, name text, hash text,
  scopes text[], created_by_user_id bigint, expires_at timestamptz)
returning id
