import type { MergeBatch } from '../../read/find-merges';
import { statement, type Statement } from '../../statement';

/** A batch of which nothing is left but the issues themselves. */
export interface MergesToFinish {
  readonly batch: MergeBatch;
  readonly now: Date;
}

/** The version of issues that are being merged moves, so that whoever began an undo finds them changed. */
export function markMergesBegun({ organizationId, childIds }: MergeBatch): Statement {
  return statement(
    'mark-merges-begun',
    `update groups set version = version + 1
     where organization_id = $1 and id = any($2::bigint[]) and status = 'PENDING_MERGE'`,
    [organizationId, childIds],
  );
}

/** Resolutions and open periods, which never move; before the feeds, to whose lines a new release goes by a resolution. */
export function dropMergedResolutions({ organizationId, childIds }: MergeBatch): Statement {
  return statement('drop-merged-resolutions', DROP_RESOLUTIONS, [organizationId, childIds]);
}

/** What else never moves goes away, then the issues; the parent is as old as the oldest; the redirects are final. */
export function finishMerges({ batch, now }: MergesToFinish): readonly Statement[] {
  const { organizationId, childIds, targetId } = batch;
  const gone = [organizationId, childIds];
  return [
    statement('drop-merged-places', DROP_PLACES, gone),
    statement('drop-merged-forecasts', DROP_FORECASTS, gone),
    statement('finish-merged-groups', FINISH_GROUPS, [...gone, targetId, now]),
    statement('point-redirects', POINT_REDIRECTS, [...gone, targetId, now]),
  ];
}

const DROP_PLACES = `
  with places as (delete from group_inboxes where organization_id = $1 and group_id = any($2::bigint[]))
  delete from group_snoozes where organization_id = $1 and group_id = any($2::bigint[])`;

const DROP_RESOLUTIONS = `
  with periods as (delete from group_open_periods where organization_id = $1 and group_id = any($2::bigint[]))
  delete from group_resolutions where organization_id = $1 and group_id = any($2::bigint[])`;

const DROP_FORECASTS = `
  with texts as (delete from group_texts where organization_id = $1 and group_id = any($2::bigint[]))
  delete from group_forecasts where organization_id = $1 and group_id = any($2::bigint[])`;

const FINISH_GROUPS = `
  with gone as (
    delete from groups where organization_id = $1 and id = any($2::bigint[])
    returning first_seen, first_release_id
  ), oldest as (
    select first_seen, first_release_id from gone order by first_seen limit 1
  )
  update groups g
  set first_seen = least(g.first_seen, oldest.first_seen),
    first_release_id = case when oldest.first_seen < g.first_seen
      then coalesce(oldest.first_release_id, g.first_release_id)
      else coalesce(g.first_release_id, oldest.first_release_id) end,
    version = g.version + 1, changed_at = $4
  from oldest
  where g.organization_id = $1 and g.id = $3`;

/** Issues that went into these before go on to the parent, also those that are still on their way. */
const POINT_REDIRECTS = `
  update group_redirects
  set group_id = $3, merged_at = case when previous_group_id = any($2::bigint[]) then $4 else merged_at end
  where organization_id = $1 and (previous_group_id = any($2::bigint[]) or group_id = any($2::bigint[]))`;

/** Issues whose parent is gone are what they were before they were to be merged. */
export function releaseMerging({ batch: { organizationId, childIds }, now }: MergesToFinish): Statement {
  return statement(
    'release-merging-groups',
    `update groups g
     set status = coalesce(o.before->>'status', 'UNRESOLVED'),
       substatus = case when o.before ? 'status' then o.before->>'substatus' else 'ONGOING' end,
       version = g.version + 1, changed_at = $3
     from group_redirects r
     left join bulk_operation_outcomes o on o.organization_id = r.organization_id and o.operation_id = r.operation_id
       and o.group_id = r.previous_group_id
     where r.organization_id = $1 and r.previous_group_id = any($2::bigint[]) and r.merged_at is null
       and g.organization_id = $1 and g.id = r.previous_group_id and g.status = 'PENDING_MERGE'`,
    [organizationId, childIds, now],
  );
}
