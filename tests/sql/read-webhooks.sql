select organization_id as "organizationId", id, url, description, events, project_ids as "projectIds",
is_active as "isActive", created_by_user_id as "createdByUserId", created_at as "createdAt", updated_at as "updatedAt" from webhooks where organization_id = $1 order by id
