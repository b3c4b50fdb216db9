import { DELETED_STATUSES, type GroupLevel } from '../../domain/group';
import { statement, type Executor } from '../statement';
import type { ProjectKey } from './read-tombstones';
import { EVENT_COLUMNS, type EventRow } from './read-latest-events';

export interface ProjectEventRow extends EventRow {
  readonly level: GroupLevel;
}

/**
 * The events that a project received last, newest first. None of them can be of an issue that is not among as many
 * issues that were seen last, so only those are looked into: events have no index of their project's time.
 */
export function readProjectEvents(
  executor: Executor,
  { organizationId, projectId }: ProjectKey,
  first: number,
): Promise<ProjectEventRow[]> {
  return executor.rows<ProjectEventRow>(
    statement(
      'read-project-events',
      `select wanted.group_id as "groupId", ${EVENT_COLUMNS}, e.level
       from (
         select c.group_id
         from group_counters c
         join groups g on g.organization_id = c.organization_id and g.id = c.group_id
         where c.organization_id = $1 and g.project_id = $2 and g.status <> all ($4::text[])
         order by c.last_seen desc, c.group_id desc
         limit $3
       ) wanted
       cross join lateral (
         select * from events
         where events.organization_id = $1 and events.group_id = wanted.group_id
         order by events.received_at desc, events.event_id desc
         limit $3
       ) e
       order by e.received_at desc, e.event_id desc
       limit $3`,
      [organizationId, projectId, first, DELETED_STATUSES],
    ),
  );
}
