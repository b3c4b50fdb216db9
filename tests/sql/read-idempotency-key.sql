select operation_id as "operationId", arguments_hash = $5 as "sameArguments"
from idempotency_keys where organization_id = $1 and caller = $2 and mutation = $3 and key = $4
