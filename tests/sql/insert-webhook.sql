insert into webhooks (organization_id, url, description, events, project_ids, is_active, secret,
  created_by_user_id, created_at, updated_at)
values ($1, $2, $3, $4::text[], $5::bigint[], $6, $7, $8, $9, $9) returning id
