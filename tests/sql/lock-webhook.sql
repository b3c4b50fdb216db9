select organization_id as "organizationId", id, url, description, events, project_ids as "projectIds",
is_active as "isActive", created_by_user_id as "createdByUserId", created_at as "createdAt", updated_at as "updatedAt" from webhooks where organization_id = any($1::bigint[]) and id = $2 for no key update
