import type { Queryable } from './build/insert-rows';

type Row = Readonly<Record<string, unknown>>;

/** Everything that the database holds of an issue and that a mutation may write. */
export interface IssueRows {
  readonly group: Row;
  /** `SET_RESOLVED 5 {}`: type, user, data; in the order of ids. */
  readonly activities: readonly string[];
  /** `RESOLVED 5`: status, user; in the order of ids. */
  readonly histories: readonly string[];
  readonly assignee: Row | null;
  readonly inbox: Row | null;
  readonly snooze: Row | null;
  readonly forecast: Row | null;
  readonly openPeriods: readonly Row[];
  /** `5 ASSIGNED`, with `inactive` at the end where it is; by user. */
  readonly subscriptions: readonly string[];
  /** `50 ASSIGNED`; by team. */
  readonly teamSubscriptions: readonly string[];
  /** Types of the messages that name the issue, in the order of ids. */
  readonly outbox: readonly string[];
}

/** Reads all of them; empty where the issue has none. */
export async function issueRows(database: Queryable, { id }: { readonly id: string }): Promise<IssueRows> {
  const rows = (text: string): Promise<Row[]> => database.query<Row>(text, [id]);
  const lines = async (text: string): Promise<string[]> => (await rows(text)).map(({ line }) => String(line));
  const [group = {}] = await rows('select * from groups where id = $1');
  const [assignee = null] = await rows('select * from group_assignees where group_id = $1');
  const [inbox = null] = await rows('select * from group_inboxes where group_id = $1');
  const [snooze = null] = await rows('select * from group_snoozes where group_id = $1');
  const [forecast = null] = await rows('select * from group_forecasts where group_id = $1');
  return {
    ...{ group, assignee, inbox, snooze, forecast },
    activities: await lines(
      `select concat_ws(' ', type, coalesce(user_id::text, 'system'), coalesce(data::text, 'null')) as line
       from activities where group_id = $1 order by id`,
    ),
    histories: await lines(
      `select concat_ws(' ', status, coalesce(user_id::text, 'system')) as line
       from group_histories where group_id = $1 order by id`,
    ),
    openPeriods: await rows('select * from group_open_periods where group_id = $1 order by id'),
    subscriptions: await lines(
      `select concat_ws(' ', user_id, reason, case when not is_active then 'inactive' end) as line
       from group_subscriptions where group_id = $1 order by user_id`,
    ),
    teamSubscriptions: await lines(
      `select concat_ws(' ', team_id, reason) as line from group_team_subscriptions where group_id = $1 order by 1`,
    ),
    outbox: await lines('select type as line from outbox_messages where group_ids @> array[$1::bigint] order by id'),
  };
}

/** How many rows each table has that a mutation writes; equal before and after a call that wrote nothing. */
export async function countRows(
  database: Queryable,
  organizationId: string,
): Promise<Readonly<Record<string, number>>> {
  const tables = ['activities', 'group_histories', 'group_inboxes', 'group_snoozes', 'group_assignees'];
  tables.push('group_subscriptions', 'group_team_subscriptions', 'group_open_periods', 'outbox_messages');
  tables.push('bulk_operations', 'bulk_operation_outcomes', 'bulk_operation_removed_rows', 'idempotency_keys');
  const counts = tables.map(
    (table) => `select '${table}' as table, count(*)::int from ${table} where organization_id = $1`,
  );
  const rows = await database.query<{ table: string; count: number }>(counts.join(' union all '), [organizationId]);
  return Object.fromEntries(rows.map(({ table, count }) => [table, count]));
}
