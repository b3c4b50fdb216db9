select organization_id as "organizationId", id, url, description, events, project_ids as "projectIds",
is_active as "isActive", created_by_user_id as "createdByUserId", created_at as "createdAt", updated_at as "updatedAt",
       array[secret] || case when previous_secret_until > $3 then array[previous_secret] end as secrets,
       (select slug from organizations o where o.id = webhooks.organization_id) as "organizationSlug"
     from webhooks where organization_id = any($1::bigint[]) and id = $2
