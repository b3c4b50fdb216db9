insert into bulk_operations (organization_id, id, kind, state, dry_run, actor_id, token_id, input, selection,
  applied, changed, unchanged, not_found, conflict, invalid, skipped, created_at, started_at, finished_at,
  undoable_until, undoes_id, origin_id, undo_depth)
values ($1, $2, $18, 'COMPLETED', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17, $19, $20,
  $21)
