select o.organization_id as "organizationId", o.id, o.kind, o.state, o.dry_run as "dryRun",
o.actor_id as "actorId", o.applied, o.changed, o.unchanged, o.not_found as "notFound", o.conflict, o.invalid,
o.skipped, o.pending, o.error, o.created_at as "createdAt", o.started_at as "startedAt",
o.finished_at as "finishedAt", o.undoes_id as "undoesId", o.undone_by_id as "undoneById",
case when o.undone_by_id is null then o.undoable_until end as "undoableUntil"
     from bulk_operations o
     where o.organization_id = $1 and ($2::bigint is null or o.id < $2)
     order by o.id desc
     limit $3
