import { buildMember, buildProject, type TestProject } from '../../support/build/organization';
import { buildWorld, type World } from '../../support/build/world';
import { PostgresProxy, type Side } from '../../support/postgres-proxy';
import { ServerProcess } from '../../support/server-process';
import { differing, tableChecksums } from '../../support/table-checksums';
import { useTestDatabase } from '../../support/test-database';
import { until } from '../../support/until';

const ISSUES = 10_000;
const MUTATE = `
  mutation ($ids: [ID!]!, $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
    bulkMutateIssues(ids: $ids, input: $input, options: $options) {
      operation { id state counts { requested changed } }
      userErrors { code message }
    }
  }`;
const POINTS: { point: string; label: string; side: Side; committed: boolean }[] = [
  { point: 'after the lock', label: 'lock-groups', side: 'answer', committed: false },
  { point: 'after the first write', label: 'update-groups', side: 'answer', committed: false },
  { point: 'before the commit', label: 'COMMIT', side: 'request', committed: false },
  { point: 'after the commit, before the answer', label: 'COMMIT', side: 'answer', committed: true },
];

const database = useTestDatabase();
let proxy: PostgresProxy;
let server: ServerProcess | undefined;
let world: World;
let assigneeId: string;
beforeAll(async () => {
  world = await buildWorld(database);
  const organizationId = world.organization.id;
  assigneeId = (await buildMember(database, { organizationId, teamIds: [world.team.id] })).id;
  proxy = await PostgresProxy.start(database.url);
});
afterAll(async () => {
  await server?.kill();
  await proxy?.close();
});

/** Unresolved issues in the inbox, with open periods; their ids. */
async function buildIssues(project: TestProject): Promise<string[]> {
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
    [project.organizationId, project.id, ISSUES],
  );
  return row?.ids ?? [];
}

/** The server that runs, or a new one. */
async function running(): Promise<ServerProcess> {
  // Jobs commit too, and are not what is to be stopped.
  server ??= await ServerProcess.start(proxy.url, { MUSTER_JOB_CONCURRENCY: '0' });
  return server;
}

/** Ends the server where it stands, and waits until PostgreSQL has noticed. */
async function kill(): Promise<void> {
  await server?.kill();
  server = undefined;
  const connections = `select from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and application_name <> 'muster-test'`;
  await until(async () => (await database.query(connections)).length === 0);
}

/** How often a call with the key took effect on the issues of a project: once is one everywhere. */
async function effects(project: TestProject, key: string): Promise<object> {
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
    [project.organizationId, project.id, key],
  );
  return row ?? {};
}

const ONE_EFFECT = {
  versions: [2],
  states: ['(RESOLVED,HIGH)'],
  activities: { SET_RESOLVED: ISSUES, SET_PRIORITY: ISSUES, ASSIGNED: ISSUES },
  mostAlike: 1,
  assigned: ISSUES,
  inInbox: 0,
  closed: ISSUES,
  operations: [ISSUES],
  outcomes: ISSUES,
  told: 1,
  keys: 1,
};

/** The tables that the call writes. */
const WRITTEN = [
  'activities',
  'bulk_operation_outcomes',
  'bulk_operations',
  'group_assignees',
  'group_histories',
  'group_inboxes',
  'group_open_periods',
  'group_subscriptions',
  'groups',
  'idempotency_keys',
  'outbox_messages',
];

test.each(POINTS)(
  'A2 I1 a server killed $point leaves all or nothing, and the retry has one effect',
  async ({ point, label, side, committed }) => {
    const project = await buildProject(database, {
      organizationId: world.organization.id,
      teamIds: [world.team.id],
    });
    const ids = await buildIssues(project);
    const input = { status: 'RESOLVED', priority: 'HIGH', assignedTo: { user: assigneeId }, inbox: false };
    const variables = { ids, input, options: { idempotencyKey: point } };
    const call = async (): Promise<unknown> => (await running()).graphql(MUTATE, variables, world.token.token);
    await running();
    const before = await tableChecksums(database, world.organization.id);

    const reached = proxy.hold(label, side).then(() => 'reached');
    const outcome = call().then(
      () => 'answered',
      () => 'lost',
    );
    expect(await Promise.race([reached, outcome])).toBe('reached');
    await kill();
    expect(await outcome).toBe('lost');
    const after = await tableChecksums(database, world.organization.id);
    expect(differing(before, after)).toEqual(committed ? WRITTEN : []);

    const counts = { requested: ISSUES, changed: ISSUES };
    expect(await call()).toMatchObject({
      data: { bulkMutateIssues: { operation: { state: 'COMPLETED', counts }, userErrors: [] } },
    });
    expect(await effects(project, point)).toEqual(ONE_EFFECT);
    expect(differing(after, await tableChecksums(database, world.organization.id))).toEqual(committed ? [] : WRITTEN);
  },
);
