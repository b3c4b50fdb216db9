import { LISTED_FACTS, LISTED_ISSUES, TOLD_TYPES } from '../../../domain/mail/mail-content';
import { statement, type Statement } from '../../statement';
import type { DigestRow } from './claim-digest';

/** Who might be told of what, alike issues together. */
const CANDIDATES = `with message as (
  select m.group_ids, m.type, m.data, dense_rank() over (order by m.type, m.data) as fact
  from outbox_messages m
  where m.organization_id = $1 and m.type = any($5::text[])
    and case when $2::bigint is null then m.id = any($4::bigint[]) else m.operation_id = $2 end
), told as (
  select g.group_id, array_agg(distinct m.fact) as facts
  from message m cross join unnest(m.group_ids) as g (group_id)
  group by g.group_id
), former as (
  select o.group_id, (b.was ->> 'id')::bigint as id, b.was ->> 'type' as type
  from bulk_operation_outcomes o
  cross join lateral jsonb_path_query_first(o.changes, '$[*] ? (@.attribute == "assignedTo").before') as b (was)
  where o.organization_id = $1 and o.operation_id = $2 and o.status = 'CHANGED'
    and exists (select from message where type in ('issue.assigned', 'issue.unassigned'))
    and b.was ->> 'id' is not null
), followed as (
  select n.group_id, n.facts, i.project_id, a.user_id, a.team_id, s.users, s.refusing, t.teams,
    case when f.type = 'user' then f.id end as former_user, case when f.type = 'team' then f.id end as former_team
  from told n
  join groups i on i.organization_id = $1 and i.id = n.group_id
  left join group_assignees a on a.organization_id = $1 and a.group_id = n.group_id
  left join former f on f.group_id = n.group_id
  cross join lateral (
    select array_agg(s.user_id order by s.user_id) filter (where s.is_active) as users,
      array_agg(s.user_id order by s.user_id) filter (where not s.is_active) as refusing
    from group_subscriptions s where s.organization_id = $1 and s.group_id = n.group_id
  ) s
  cross join lateral (
    select array_agg(t.team_id order by t.team_id) as teams
    from group_team_subscriptions t where t.organization_id = $1 and t.group_id = n.group_id
  ) t
  where i.status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE')
), alike as (
  select row_number() over () as id, facts, project_id, users || user_id || former_user as users,
    teams || team_id || former_team as teams,
    coalesce(refusing, '{}') as refusing, count(*) as issues,
    (array_agg(group_id order by group_id))[:${LISTED_ISSUES}] as listed
  from followed
  group by facts, project_id, user_id, team_id, former_user, former_team, users, teams, refusing
), candidate as (
  select a.id, c.user_id, bool_or(c.follows) as follows
  from alike a cross join lateral (
    select f.user_id, true as follows from unnest(a.users) as f (user_id)
    union all
    select m.user_id, true from team_members m where m.organization_id = $1 and m.team_id = any(a.teams)
    union all
    select m.user_id, false
    from project_teams p join team_members m on m.organization_id = $1 and m.team_id = p.team_id
    where p.organization_id = $1 and p.project_id = a.project_id
  ) c
  where c.user_id <> all(a.refusing)
  group by a.id, c.user_id`;

/** Who is told. */
const RECIPIENTS = `), recipient as (
  select c.user_id, a.facts, a.issues, a.listed
  from candidate c
  join alike a on a.id = c.id
  join organization_members o on o.organization_id = $1 and o.user_id = c.user_id and o.active
  join users u on u.id = c.user_id
  left join project_notification_settings p on p.organization_id = $1 and p.user_id = c.user_id
    and p.project_id = a.project_id
  where case coalesce(p.setting, o.notification_setting)
      when 'ALWAYS' then true when 'SUBSCRIBED' then c.follows else false end
    and (c.user_id is distinct from $3 or o.told_of_own_changes)
    and u.email ~ '^[^[:space:]@<>(),;:"]+@[^[:space:]@<>(),;:"]+$'
    and (
      (select n.open_membership from organizations n where n.id = $1)
      or exists (
        select from project_teams t join team_members m on m.organization_id = $1 and m.team_id = t.team_id
        where t.organization_id = $1 and t.project_id = a.project_id and m.user_id = c.user_id))`;

/** What each of them is told. */
const MAILS = `), fact_of_mail as (
  select r.user_id, f.fact, sum(r.issues) as count,
    row_number() over (partition by r.user_id order by sum(r.issues) desc, f.fact) as place
  from recipient r cross join unnest(r.facts) as f (fact)
  group by r.user_id, f.fact
), facts_of_mail as (
  select f.user_id,
    jsonb_agg(jsonb_build_object('type', k.type, 'data', k.data, 'count', f.count) order by f.place) as facts
  from fact_of_mail f join (select distinct fact, type, data from message) k on k.fact = f.fact
  where f.place <= ${LISTED_FACTS}
  group by f.user_id
), list_of_mail as (
  select r.user_id, (array_agg(i.id::text order by i.id))[:${LISTED_ISSUES}] as listed
  from recipient r cross join unnest(r.listed) as i (id)
  group by r.user_id
), size_of_mail as (
  select user_id, sum(issues) as issues from recipient group by user_id
)
insert into mails (organization_id, id, user_id, operation_id, actor_id, content, next_attempt_at, created_at)
select $1, gen_random_uuid(), s.user_id, $2, $3,
  jsonb_build_object('facts', f.facts, 'issueIds', to_jsonb(l.listed), 'issueCount', s.issues), $6, $6
from size_of_mail s
join facts_of_mail f on f.user_id = s.user_id
join list_of_mail l on l.user_id = s.user_id
on conflict (organization_id, operation_id, user_id) do nothing`;

/**
 * One mail for each person who is to be told, whatever the number of issues and messages; nothing of it passes through
 * Node. Issues that the same people follow and of which the same is told are counted together before teams are taken
 * apart, so that a team of 500 and a million issues are 500 rows. Who had an issue until the operation took it away is
 * told of that, although the subscription went with it: the outcomes know. An unsubscription is stronger than any reason to be
 * told; a setting for the project is stronger than the one for the organization.
 */
export function makeMails({ organizationId, operationId, actorId, messageIds }: DigestRow, now: Date): Statement {
  return statement(
    'make-mails',
    `${CANDIDATES}
${RECIPIENTS}
${MAILS}`,
    [organizationId, operationId, actorId, messageIds, TOLD_TYPES, now],
  );
}
