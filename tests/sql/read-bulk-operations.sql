select o.organization_id as "organizationId", o.id, o.kind, o.state, o.dry_run as "dryRun",
o.actor_id as "actorId", o.applied, o.changed + p.changed as changed, o.unchanged + p.unchanged as unchanged,
o.not_found + p.not_found as "notFound", o.conflict + p.conflict as conflict, o.invalid + p.invalid as invalid,
o.skipped + p.skipped as skipped, o.pending + p.pending as pending, o.error, o.created_at as "createdAt", o.started_at as "startedAt",
o.frozen_at as "frozenAt", o.finished_at as "finishedAt", o.undoes_id as "undoesId", o.undone_by_id as "undoneById",
case when o.undone_by_id is null then o.undoable_until end as "undoableUntil"
     from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, id)
     join bulk_operations o on o.organization_id = wanted.organization_id and o.id = wanted.id
     cross join lateral (
       select coalesce(sum(changed), 0)::integer as changed, coalesce(sum(unchanged), 0)::integer as unchanged,
         coalesce(sum(not_found), 0)::integer as not_found, coalesce(sum(conflict), 0)::integer as conflict,
         coalesce(sum(invalid), 0)::integer as invalid, coalesce(sum(skipped), 0)::integer as skipped,
         coalesce(sum(size - done), 0)::integer as pending
       from bulk_operation_pages
       where organization_id = o.organization_id and operation_id = o.id
     ) p
