select o.ordinal, o.group_id as "groupId", o.before
     from bulk_operation_outcomes o
     left join groups g on g.organization_id = o.organization_id and g.id = o.group_id
     left join group_subscriptions s
       on s.organization_id = o.organization_id and s.group_id = o.group_id and s.user_id = $7
     where o.organization_id = $1 and o.operation_id = $2 and o.status = 'CHANGED' and o.before is not null
       and o.project_id = any($3::bigint[]) and o.ordinal > $5
       and (g.version = (o.before->>'version')::integer + 1 and o.before ?| $6::text[]
         and o.before->>'mergedInto' is null
         and (not o.before ? 'left' or (o.before->'left') - 'subscription' = '{}' and (s.is_active, s.reason, s.date_added, s.operation_id) is not distinct from (
(o.before #>> '{left,subscription,isActive}')::boolean, o.before #>> '{left,subscription,reason}',
(o.before #>> '{left,subscription,dateAdded}')::timestamptz, (o.before #>> '{left,subscription,operationId}')::bigint))
       ) is not true
     order by o.ordinal
     limit $4
