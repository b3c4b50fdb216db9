import { buildGroups } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { killWorkerAt } from '../../support/kill-worker';
import { useOwnDatabase } from '../../support/own-database';
import { ServerProcess } from '../../support/server-process';
import { until } from '../../support/until';
import { useBulkMutation } from '../../support/use-bulk-mutation';
import { WebhookReceiver } from '../../support/webhooks/receiver';
import { Webhooks } from '../../support/webhooks/use-webhooks';

const ALLOWED = { MUSTER_WEBHOOK_ALLOW_PRIVATE: 'on' };
const DOCUMENT = `mutation ($ids: [ID!]) { bulkMutateIssues(ids: $ids, input: { priority: HIGH }) { operation { state } } }`;

// Workers take whatever waits in a database, also what other tests have left.
const database = useOwnDatabase('webhooks');
const bulk = useBulkMutation(database, { allowPrivateWebhooks: true });
const webhooks = new Webhooks(database, bulk);

const servers: ServerProcess[] = [];
let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.kill()));
  await receiver.stop();
});

async function start(environment: Record<string, string>): Promise<ServerProcess> {
  const server = await ServerProcess.start(database.url, { ...ALLOWED, ...environment });
  servers.push(server);
  return server;
}

it('what a server has committed before it was killed is told by the next one', async () => {
  const world = await buildWorld(database);
  const { id } = await webhooks.create(world, { url: receiver.url, events: ['issue.priority_changed'] });
  const ids = (await buildGroups(database, 3, { project: world.project })).map(({ id }) => id);
  // It runs no jobs, so that nothing can be told before its end.
  const first = await start({ MUSTER_JOB_CONCURRENCY: '0' });
  const answer = await first.graphql(DOCUMENT, { ids }, world.token.token);
  expect(answer).toEqual({ data: { bulkMutateIssues: { operation: { state: 'COMPLETED' } } } });
  await first.kill();
  expect(receiver.calls).toEqual([]);
  const second = await start({});
  await until(() => receiver.calls.length === 1);
  expect(receiver.payloads().map(({ type, data }) => [type, data.issueIds])).toEqual([['issue.priority_changed', ids]]);
  // And what it commits itself it tells without being asked.
  await second.graphql(DOCUMENT.replace('HIGH', 'LOW'), { ids }, world.token.token);
  await until(() => receiver.calls.length === 2);
  expect(receiver.payloads()[1]?.data['priority']).toBe('LOW');
  // Nothing is left that another worker would take up.
  await until(async () => (await webhooks.deliveries(id)).every(({ state }) => state === 'DELIVERED'));
});

it('a call whose worker was killed before it could note the answer is made again, with the same id', async () => {
  const world = await buildWorld(database);
  const { id } = await webhooks.create(world, { url: receiver.url, events: ['issue.priority_changed'] });
  const ids = (await buildGroups(database, 2, { project: world.project })).map((group) => group.id);
  await bulk.call(world.token, { ids, input: { priority: 'HIGH' } });
  await webhooks.dispatch(world);
  await killWorkerAt(database, 'record-webhook-attempt', ALLOWED);
  expect(receiver.calls).toHaveLength(1);
  expect(await webhooks.deliveries(id)).toMatchObject([{ state: 'PENDING', attempts: 0 }]);
  // The dead worker holds the webhook for a minute.
  bulk.now = new Date(Date.now() + 61_000);
  await webhooks.deliver(world, id);
  expect(await webhooks.deliveries(id)).toMatchObject([{ state: 'DELIVERED', attempts: 1 }]);
  const [one, other] = receiver.ids();
  expect([receiver.calls.length, one]).toEqual([2, other]);
});
