insert into bulk_operations (organization_id, id, kind, state, dry_run, actor_id, token_id, input, selection, applied,
  request, created_at, undoes_id, origin_id, undo_depth)
values ($1, $2, $3, 'PENDING', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
