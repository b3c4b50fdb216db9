select organization_id as "organizationId", id as "operationId", kind, state, token_id as "tokenId",
  frozen_at is not null as "isFrozen", request - 'ids' as request, undoes_id as "undoesId"
from bulk_operations where organization_id = $1 and id = $2
