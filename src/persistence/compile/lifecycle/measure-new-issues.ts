import { THRESHOLD_HOURS } from '../../../domain/escalation/new-issue';
import { statement, type Statement } from '../../statement';

/** Issues that are looked at, the latest seen first. */
const ISSUES = 10_000;

/**
 * How often new issues of a project may come, in events an hour: as often as all but a twentieth of its issues have in
 * the past week. Issues with one event tell nothing, nor do those of the last hour. Measured once a day; 0: there are none.
 */
export function measureNewIssues(organizationId: string, projectIds: readonly string[], now: Date): Statement {
  return statement(
    'measure-new-issues',
    `update projects p
     set new_issue_threshold = coalesce((
         with recent as (
           select c.group_id, g.first_seen
           from group_counters c
           join groups g on g.organization_id = c.organization_id and g.id = c.group_id
           where c.organization_id = $1 and c.project_id = p.id and c.last_seen >= $3::timestamptz - interval '7 days'
             and g.first_seen < $3::timestamptz - interval '1 hour'
           order by c.last_seen desc
           limit ${ISSUES}
         ), rates as (
           select sum(h.events) / least(168, extract(epoch from $3::timestamptz - r.first_seen) / 3600) as rate
           from recent r
           join group_hourly_counts h on h.organization_id = $1 and h.group_id = r.group_id
             and h.hour >= $3::timestamptz - interval '7 days'
           group by r.group_id, r.first_seen
           having sum(h.events) > 1
         )
         select percentile_cont(0.95) within group (order by rate) from rates
       ), 0),
       new_issue_threshold_at = $3
     where p.organization_id = $1 and p.id = any($2::bigint[])
       and (p.new_issue_threshold_at is null
         or p.new_issue_threshold_at <= $3::timestamptz - interval '${THRESHOLD_HOURS} hours')`,
    [organizationId, projectIds, now],
  );
}
