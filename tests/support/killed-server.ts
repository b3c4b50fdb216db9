import type { Queryable } from './build/insert-rows';
import { buildMember, buildProject, type TestProject } from './build/organization';
import { buildWorld, type World } from './build/world';
import { PostgresProxy, type Side } from './postgres-proxy';
import { ServerProcess } from './server-process';
import { differing, tableChecksums, type Checksums } from './table-checksums';
import type { TestDatabase } from './test-database';
import { until } from './until';

const MUTATE = `
  mutation ($ids: [ID!]!, $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
    bulkMutateIssues(ids: $ids, input: $input, options: $options) {
      operation { id state counts { requested changed } }
      userErrors { code message }
    }
  }`;

/** A moment in the transaction of a call. */
export interface KillPoint {
  readonly point: string;
  readonly label: string;
  readonly side: Side;
  readonly committed: boolean;
}

export const KILL_POINTS: readonly KillPoint[] = [
  { point: 'after the lock', label: 'lock-groups', side: 'answer', committed: false },
  { point: 'after the first write', label: 'update-groups', side: 'answer', committed: false },
  { point: 'before the commit', label: 'COMMIT', side: 'request', committed: false },
  { point: 'after the commit, before the answer', label: 'COMMIT', side: 'answer', committed: true },
];

/** The tables that the call writes. */
export const WRITTEN_TABLES: readonly string[] = [
  ...['activities', 'bulk_operation_outcomes', 'bulk_operations', 'group_assignees', 'group_histories'],
  ...['group_inboxes', 'group_open_periods', 'group_subscriptions', 'groups', 'idempotency_keys', 'outbox_messages'],
];

/** What was seen of a call whose server was killed, and of its retry with the same key. */
export interface KilledCall {
  /** Whether the server stood at the point when it was killed. */
  readonly reached: string;
  /** What the client heard of the first call. */
  readonly heard: string;
  /** Tables that the first call has changed, and those that the retry has. */
  readonly written: readonly string[];
  readonly writtenByRetry: readonly string[];
  /** The answer to the retry. */
  readonly answer: unknown;
  /** How often both together took effect: once is one everywhere. */
  readonly effects: object;
}

/** Resolves, prioritises and assigns issues by a server that is killed in the middle; call it at the top of a test file. */
export class KilledServer {
  private proxy: PostgresProxy | undefined;
  private server: ServerProcess | undefined;
  private world: World | undefined;
  private assigneeId = '';

  private constructor(private readonly database: TestDatabase) {}

  static use(database: TestDatabase): KilledServer {
    const killed = new KilledServer(database);
    beforeAll(() => killed.start());
    afterAll(async () => {
      await killed.server?.kill();
      await killed.proxy?.close();
    });
    return killed;
  }

  /** What one call has done when it and its retry are over. */
  async call(issues: number, { point, label, side }: KillPoint): Promise<KilledCall> {
    const { database, world, proxy } = this;
    if (world === undefined || proxy === undefined) throw new Error('it is started in beforeAll');
    const organizationId = world.organization.id;
    const project = await buildProject(database, { organizationId, teamIds: [world.team.id] });
    const ids = await buildIssues(database, project, issues);
    const input = { status: 'RESOLVED', priority: 'HIGH', assignedTo: { user: this.assigneeId }, inbox: false };
    const variables = { ids, input, options: { idempotencyKey: point } };
    const call = async (): Promise<unknown> => (await this.running()).graphql(MUTATE, variables, world.token.token);
    await this.running();
    const before = await this.checksums(organizationId);
    const reached = proxy.hold(label, side).then(() => 'reached');
    const heard = call().then(
      () => 'answered',
      () => 'lost',
    );
    const first = await Promise.race([reached, heard]);
    await this.kill();
    const after = await this.checksums(organizationId);
    const answer = await call();
    return {
      ...{ reached: first, heard: await heard, written: differing(before, after), answer },
      effects: await effectsOf(database, project, point),
      writtenByRetry: differing(after, await this.checksums(organizationId)),
    };
  }

  /** Without the tokens, which a server writes down as used now and then, whatever the calls. */
  private async checksums(organizationId: string): Promise<Checksums> {
    const { api_tokens: _tokens, ...others } = await tableChecksums(this.database, organizationId);
    return others;
  }

  private async start(): Promise<void> {
    this.world = await buildWorld(this.database);
    const { organization, team } = this.world;
    const member = await buildMember(this.database, { organizationId: organization.id, teamIds: [team.id] });
    this.assigneeId = member.id;
    this.proxy = await PostgresProxy.start(this.database.url);
  }

  /** The server that runs, or a new one. */
  private async running(): Promise<ServerProcess> {
    // Jobs commit too, and are not what is to be stopped.
    this.server ??= await ServerProcess.start(this.proxy?.url ?? '', { MUSTER_JOB_CONCURRENCY: '0' });
    return this.server;
  }

  /** Ends the server where it stands, and waits until PostgreSQL has noticed. */
  private async kill(): Promise<void> {
    await this.server?.kill();
    this.server = undefined;
    const connections = `select from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and application_name <> 'muster-test'`;
    await until(async () => (await this.database.query(connections)).length === 0);
  }
}

/** What the call and its retry are to leave together. */
export function oneEffect(issues: number): object {
  return {
    versions: [2],
    states: ['(RESOLVED,HIGH)'],
    activities: { SET_RESOLVED: issues, SET_PRIORITY: issues, ASSIGNED: issues },
    mostAlike: 1,
    assigned: issues,
    inInbox: 0,
    closed: issues,
    operations: [issues],
    outcomes: issues,
    told: 1,
    keys: 1,
  };
}

/** Unresolved issues in the inbox, with open periods; their ids. */
async function buildIssues(database: Queryable, project: TestProject, count: number): Promise<string[]> {
  const [row] = await database.query<{ ids: string[] }>(
    `with issues as (
       insert into groups (organization_id, project_id, short_id, title, level, status, substatus, priority, first_seen,
         active_at, changed_at)
       select $1, $2, n, 'Error: ' || n, 'ERROR', 'UNRESOLVED', 'NEW', 'MEDIUM', now(), now(), now()
       from generate_series(1, $3) n
       returning *
     ), counters as (
       insert into group_counters select organization_id, id, project_id, 1, 0, first_seen from issues
     ), inboxes as (
       insert into group_inboxes select organization_id, id, project_id, 'NEW', null, first_seen from issues
     ), periods as (
       insert into group_open_periods (organization_id, group_id, project_id, date_started)
       select organization_id, id, project_id, first_seen from issues
     )
     select array_agg(id order by id) as ids from issues`,
    [project.organizationId, project.id, count],
  );
  return row?.ids ?? [];
}

/** How often a call with the key took effect on the issues of a project: once is one everywhere. */
async function effectsOf(database: Queryable, { organizationId, id }: TestProject, key: string): Promise<object> {
  const [row] = await database.query<object>(
    `with issue as (
       select * from groups where organization_id = $1 and project_id = $2
     ), operation as (
       select * from bulk_operations where organization_id = $1 and selection -> 'options' ->> 'idempotencyKey' = $3
     ), log as (
       select group_id, type from activities where organization_id = $1 and project_id = $2
     )
     select (select array_agg(distinct version) from issue) as versions,
       (select array_agg(distinct (status, priority)::text) from issue) as states,
       (select jsonb_object_agg(type, n) from (select type, count(*)::int as n from log group by type) l) as activities,
       (select max(n)::int from (select count(*) as n from log group by group_id, type) l) as "mostAlike",
       (select count(*)::int from group_assignees where organization_id = $1 and project_id = $2) as assigned,
       (select count(*)::int from group_inboxes where organization_id = $1 and project_id = $2) as "inInbox",
       (select count(*)::int from group_open_periods p join issue i on i.id = p.group_id
        where p.organization_id = $1 and p.date_ended is not null and p.resolution_activity_id is not null) as closed,
       (select array_agg(changed) from operation) as operations,
       (select count(*)::int from bulk_operation_outcomes o join operation on operation.id = o.operation_id
        where o.organization_id = $1 and o.status = 'CHANGED') as outcomes,
       (select count(*)::int from outbox_messages m join operation on operation.id = m.operation_id
        where m.organization_id = $1 and m.type = 'issues.changed') as told,
       (select count(*)::int from idempotency_keys k join operation on operation.id = k.operation_id
        where k.organization_id = $1 and k.key = $3) as keys`,
    [organizationId, id, key],
  );
  return row ?? {};
}
