select o.organization_id as "organizationId", o.id, o.state, o.undoable_until as "undoableUntil",
  o.undone_by_id as "undoneById", o.undoes_id as "undoesId", o.undo_depth as "undoDepth",
  coalesce(origin.id, o.id) as "originId", coalesce(origin.kind, o.kind) as kind,
  case when origin.id is null then o.actor_id else origin.actor_id end as "actorId",
  case when origin.id is null then o.input else origin.input end as input,
  case when origin.id is null then o.applied else origin.applied end as applied
from bulk_operations o
left join bulk_operations origin on origin.organization_id = o.organization_id and origin.id = o.origin_id
where o.organization_id = $1 and o.id = $2
