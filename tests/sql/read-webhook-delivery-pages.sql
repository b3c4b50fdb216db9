select d.*, d."webhookId" as "parentId"
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
     cross join lateral (
       select organization_id as "organizationId", webhook_id as "webhookId", id, uuid, event,
operation_id as "operationId", cardinality(group_ids) as "issueCount", occurred_at as "occurredAt",
created_at as "createdAt", state, attempts, next_attempt_at as "nextAttemptAt", last_attempt_at as "lastAttemptAt",
response_status as "responseStatus", response_body as "responseBody", error, finished_at as "finishedAt" from webhook_deliveries
       where organization_id = wanted.organization_id and webhook_id = wanted.id
         and ($3::text is null or state = $3) and ($4::bigint is null or id < $4)
       order by id desc limit $5
     ) d
     order by d."webhookId", d.id desc
