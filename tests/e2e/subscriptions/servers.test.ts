import { buildGroups } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { ServerProcess } from '../../support/server-process';
import { Subscriber } from '../../support/subscriber';
import { useOwnDatabase } from '../../support/own-database';
import { until } from '../../support/until';

const database = useOwnDatabase('subscription_servers');

const OUTBOX = 'muster_outbox';
const FOLLOW = 'subscription ($organization: String!) { issuesChanged(organization: $organization) { issueIds } }';
const CHANGE = `mutation ($ids: [ID!]!, $status: IssueStatusUpdate!) {
  bulkMutateIssues(ids: $ids, input: { status: $status }) { userErrors { code } }
}`;

async function change(server: ServerProcess, token: string, variables: object): Promise<void> {
  const answer = await server.graphql(CHANGE, variables, token);
  expect(answer).toEqual({ data: { bulkMutateIssues: { userErrors: [] } } });
}

let one: ServerProcess;
let other: ServerProcess;
beforeAll(async () => {
  [one, other] = await Promise.all([
    ServerProcess.start(database.url, { MUSTER_JOB_CONCURRENCY: '0' }),
    ServerProcess.start(database.url),
  ]);
});
afterAll(() => Promise.all([one?.kill(), other?.kill()]));

test('a server tells how far an operation has come that runs on another, up to its end', async () => {
  const { project, token } = await buildWorld(database);
  const ids = (await buildGroups(database, 300, { project })).map(({ id }) => id);
  const answer = (await one.graphql(
    `mutation ($ids: [ID!]!) {
       bulkMutateIssues(ids: $ids, input: { status: RESOLVED }, options: { mode: ASYNC }) { operation { id state } }
     }`,
    { ids },
    token.token,
  )) as { data: { bulkMutateIssues: { operation: { id: string; state: string } } } };
  const { id, state } = answer.data.bulkMutateIssues.operation;
  expect(state).toBe('PENDING');
  const subscriber = new Subscriber(one, token.token);
  const followed = subscriber.follow<{ bulkOperationProgress: { state: string; progress: number } }>(
    'subscription ($id: ID!) { bulkOperationProgress(id: $id) { state progress } }',
    { id },
  );
  await until(() => followed.completed);
  await subscriber.close();
  const events = followed.events.map(({ bulkOperationProgress }) => bulkOperationProgress);
  expect(events.at(-1)).toEqual({ state: 'COMPLETED', progress: 1 });
  const progress = events.map((event) => event.progress);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
});

test('a notification that is none of ours ends nobody, neither a server nor a job', async () => {
  for (const payload of ['hello', '1', '1:x:y', ''])
    await database.query('select pg_notify($1, $2)', [OUTBOX, payload]);
  // Notifications are heard in their order: once this one is, so were the others.
  const { organization, project, token } = await buildWorld(database);
  const ids = (await buildGroups(database, 1, { project })).map(({ id }) => id);
  const subscriber = new Subscriber(one, token.token);
  const followed = subscriber.follow(FOLLOW, { organization: organization.slug });
  await subscriber.settled();
  await change(other, token.token, { ids, status: 'RESOLVED' });
  await until(() => followed.events.length === 1);
  await subscriber.close();
  const asked = await database.query(
    `select from graphile_worker._private_jobs where key like 'dispatch-outbox:%' and key !~ ':[0-9]+$'`,
  );
  expect(asked).toEqual([]);
});

test('a server tells what another one commits, also after PostgreSQL has ended its connections, and says goodbye', async () => {
  const { organization, project, token } = await buildWorld(database);
  const ids = (await buildGroups(database, 1, { project })).map(({ id }) => id);
  const subscriber = new Subscriber(one, token.token);
  const followed = subscriber.follow(FOLLOW, { organization: organization.slug });
  await subscriber.settled();
  await change(other, token.token, { ids, status: 'RESOLVED' });
  await until(() => followed.events.length === 1);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'muster-listener' and datname = current_database()`,
  );
  await change(other, token.token, { ids, status: 'UNRESOLVED' });
  await until(() => followed.events.length === 2);
  expect(followed.events).toEqual([{ issuesChanged: { issueIds: ids } }, { issuesChanged: { issueIds: ids } }]);
  const [code] = await Promise.all([one.stop(), other.stop()]);
  await until(() => subscriber.closed !== null);
  expect({ code, closed: subscriber.closed }).toEqual({ code: 0, closed: 1001 });
});
