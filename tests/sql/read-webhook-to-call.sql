select organization_id as "organizationId", id, url, description, events, project_ids as "projectIds",
is_active as "isActive", created_by_user_id as "createdByUserId", created_at as "createdAt", updated_at as "updatedAt",
(
select min(failed.created_at)
from (
  select coalesce(max(id), 0) as id from (
    select id from webhook_deliveries
    where organization_id = webhooks.organization_id and webhook_id = webhooks.id and state = 'DELIVERED'
      and event <> 'webhook.ping'
    order by id desc limit 1
  ) newest
) success
cross join lateral (
  (select created_at, attempts from webhook_deliveries
   where organization_id = webhooks.organization_id and webhook_id = webhooks.id and state = 'DEAD'
     and event <> 'webhook.ping' and id > success.id
   order by id limit 1)
  union all
  (select created_at, attempts from webhook_deliveries
   where organization_id = webhooks.organization_id and webhook_id = webhooks.id and state = 'PENDING'
     and id > success.id
   order by id limit 1)
) failed
where failed.attempts > 0) as "failingSince",
       array[secret] || case when previous_secret_until > $3 then array[previous_secret] end as secrets,
       (select slug from organizations o where o.id = webhooks.organization_id) as "organizationSlug"
     from webhooks where organization_id = any($1::bigint[]) and id = $2
