import type { Queryable } from '../build/insert-rows';
import type { IssueRows } from './issue-rows';

/** What belongs to one issue, without saying so itself. */
type Part<
  Key extends
    'assignee' | 'inbox' | 'snooze' | 'forecast' | 'hourlyCounts' | 'openPeriods' | 'activities' | 'histories',
> = NonNullable<IssueRows[Key]> extends readonly (infer Row)[] ? Row : NonNullable<IssueRows[Key]>;
type Subscription = IssueRows['subscriptions'][string] & { readonly subscriber: string };
type TeamSubscription = IssueRows['teamSubscriptions'][string] & { readonly subscriber: string };
type Group = IssueRows['group'] & Pick<IssueRows, 'timesSeen' | 'usersSeen'>;

/** All rows of the issues, by id; activities, histories and open periods in the order of their ids. */
export async function readIssueRows(
  database: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, IssueRows>> {
  const read = async <Row>(text: string): Promise<ReadonlyMap<string, readonly Row[]>> => {
    const rows = await database.query<{ issue: string }>(text, [organizationId, ids]);
    return groupByIssue<Row>(rows);
  };
  const [
    groups,
    assignees,
    inboxes,
    snoozes,
    forecasts,
    hourlyCounts,
    periods,
    people,
    teams,
    activities,
    histories,
    messages,
  ] = await Promise.all([
    read<Group>(GROUPS),
    read<Part<'assignee'>>(ASSIGNEES),
    read<Part<'inbox'>>(INBOXES),
    read<Part<'snooze'>>(SNOOZES),
    read<Part<'forecast'>>(FORECASTS),
    read<Part<'hourlyCounts'>>(HOURLY_COUNTS),
    read<Part<'openPeriods'>>(OPEN_PERIODS),
    read<Subscription>(SUBSCRIPTIONS),
    read<TeamSubscription>(TEAM_SUBSCRIPTIONS),
    read<Part<'activities'>>(ACTIVITIES),
    read<Part<'histories'>>(HISTORIES),
    read<{ type: string }>(MESSAGES),
  ]);
  const all = ids.map((id): [string, IssueRows] => {
    const [found] = groups.get(id) ?? [];
    if (found === undefined) throw new Error(`no issue ${id}`);
    const { timesSeen, usersSeen, ...group } = found;
    return [
      id,
      {
        group,
        timesSeen,
        usersSeen,
        assignee: assignees.get(id)?.[0] ?? null,
        inbox: inboxes.get(id)?.[0] ?? null,
        snooze: snoozes.get(id)?.[0] ?? null,
        forecast: forecasts.get(id)?.[0] ?? null,
        hourlyCounts: [...(hourlyCounts.get(id) ?? [])],
        openPeriods: [...(periods.get(id) ?? [])],
        subscriptions: bySubscriber(people.get(id)),
        teamSubscriptions: bySubscriber(teams.get(id)),
        activities: [...(activities.get(id) ?? [])],
        histories: [...(histories.get(id) ?? [])],
        outbox: (messages.get(id) ?? []).map(({ type }) => type),
      },
    ];
  });
  return new Map(all);
}

function groupByIssue<Row>(rows: readonly { issue: string }[]): ReadonlyMap<string, readonly Row[]> {
  const byIssue = new Map<string, Row[]>();
  for (const { issue, ...row } of rows) {
    const those = byIssue.get(issue);
    if (those === undefined) byIssue.set(issue, [row as Row]);
    else those.push(row as Row);
  }
  return byIssue;
}

function bySubscriber<Row extends { readonly subscriber: string }>(
  rows: readonly Row[] = [],
): Record<string, Omit<Row, 'subscriber'>> {
  return Object.fromEntries(rows.map(({ subscriber, ...row }) => [subscriber, row]));
}

/** $1: the organization, $2: the issues. */
const ofIssues = (table: string, columns: string, order = 'group_id'): string =>
  `select group_id as issue, ${columns} from ${table}
   where organization_id = $1 and group_id = any($2::bigint[]) order by ${order}`;

const GROUPS = `
  select g.id as issue, g.project_id as "projectId", category, status, substatus, priority,
    initial_priority as "initialPriority", priority_locked_at as "priorityLockedAt", first_seen as "firstSeen",
    active_at as "activeAt", resolved_at as "resolvedAt", version, changed_at as "changedAt",
    c.times_seen::int as "timesSeen", c.users_seen as "usersSeen"
  from groups g join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
  where g.organization_id = $1 and g.id = any($2::bigint[])`;
const ASSIGNEES = ofIssues('group_assignees', 'user_id as "userId", team_id as "teamId", date_added as "dateAdded"');
const INBOXES = ofIssues('group_inboxes', 'reason, date_added as "dateAdded"');
const SNOOZES = ofIssues(
  'group_snoozes',
  `until, count, "window", user_count as "userCount", user_window as "userWindow",
   times_seen_baseline::int as "timesSeenBaseline", users_seen_baseline as "usersSeenBaseline",
   actor_id as "actorId", date_added as "dateAdded"`,
);
const FORECASTS = ofIssues('group_forecasts', 'to_json(thresholds) as thresholds, date_added as "dateAdded"');
const HOURLY_COUNTS = ofIssues('group_hourly_counts', 'hour, events', 'hour');
const OPEN_PERIODS = ofIssues(
  'group_open_periods p',
  `date_started as "dateStarted", date_ended as "dateEnded", user_id as "userId",
   (select type from activities a where a.organization_id = p.organization_id and a.group_id = p.group_id
    and a.id = p.resolution_activity_id) as resolution`,
  'id',
);
const SUBSCRIPTIONS = ofIssues(
  'group_subscriptions',
  'user_id as subscriber, is_active as "isActive", reason, date_added as "dateAdded"',
);
const TEAM_SUBSCRIPTIONS = ofIssues(
  'group_team_subscriptions',
  'team_id as subscriber, reason, date_added as "dateAdded"',
);
const ACTIVITIES = ofIssues('activities', 'type, user_id as "userId", data, datetime', 'id');
const HISTORIES = ofIssues('group_histories', 'status, user_id as "userId"', 'id');
const MESSAGES = `
  select issue::text, m.type from outbox_messages m cross join unnest(m.group_ids) issue
  where m.organization_id = $1 and issue = any($2::bigint[]) order by m.type`;
