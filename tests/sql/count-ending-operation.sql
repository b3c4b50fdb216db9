select o.organization_id as "organizationId", o.id as "operationId", o.kind, o.dry_run as "dryRun",
       o.actor_id as "actorId", o.undoes_id as "undoesId", coalesce(origin.kind, o.kind) as "originKind",
       coalesce(origin.input, o.input) as "originInput", undone.undoable_until as "undoneUntil", o.changed + p.changed as changed, o.unchanged + p.unchanged as unchanged,
o.not_found + p.not_found as "notFound", o.conflict + p.conflict as conflict, o.invalid + p.invalid as invalid,
o.skipped + p.skipped as skipped, o.pending + p.pending as pending
     from bulk_operations o
     cross join lateral (
       select coalesce(sum(changed), 0)::integer as changed, coalesce(sum(unchanged), 0)::integer as unchanged,
         coalesce(sum(not_found), 0)::integer as not_found, coalesce(sum(conflict), 0)::integer as conflict,
         coalesce(sum(invalid), 0)::integer as invalid, coalesce(sum(skipped), 0)::integer as skipped,
         coalesce(sum(size - done), 0)::integer as pending
       from bulk_operation_pages
       where organization_id = o.organization_id and operation_id = o.id
     ) p
     left join bulk_operations undone on undone.organization_id = o.organization_id and undone.id = o.undoes_id
     left join bulk_operations origin on origin.organization_id = o.organization_id and origin.id = o.origin_id
     where o.organization_id = $1 and o.id = $2
