select organization_id as "organizationId", id, state, actor_id as "actorId", token_id as "tokenId"
from bulk_operations where organization_id = any($1::bigint[]) and id = $2
