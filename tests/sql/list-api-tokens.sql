select token.id, token.name, organization.slug as organization, account.email as "user", token.scopes,
  token.created_at as "createdAt", token.expires_at as "expiresAt", token.revoked_at as "revokedAt",
  token.last_used_at as "lastUsedAt"
from api_tokens token
left join organizations organization on organization.id = token.organization_id
left join users account on account.id = token.user_id
where $1::bigint is null or token.organization_id = $1
order by token.id
