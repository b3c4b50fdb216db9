import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { buildGroups } from '../../support/build/group';
import { buildWorld } from '../../support/build/world';
import { useOwnDatabase } from '../../support/own-database';
import { ServerProcess } from '../../support/server-process';
import { until } from '../../support/until';
import { useBulkMutation } from '../../support/use-bulk-mutation';
import { WebhookReceiver } from '../../support/webhooks/receiver';
import { Webhooks } from '../../support/webhooks/use-webhooks';

const database = useOwnDatabase('slow_webhooks');
const bulk = useBulkMutation(database, { allowPrivateWebhooks: true });
const webhooks = new Webhooks(database, bulk);

let server: ServerProcess;
let silent: Server;
let receiver: WebhookReceiver;
let waiting = 0;
beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  silent = createServer((socket) => {
    waiting += 1;
    socket.on('error', () => undefined).on('close', () => (waiting -= 1));
  });
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  server = await ServerProcess.start(database.url, { MUSTER_JOB_CONCURRENCY: '1', MUSTER_WEBHOOK_ALLOW_PRIVATE: 'on' });
});
afterAll(async () => {
  await server?.kill();
  silent?.close();
  await receiver?.stop();
});

test('receivers that do not answer hold up neither other webhooks nor other jobs', async () => {
  const world = await buildWorld(database);
  const events = ['issue.priority_changed'] as const;
  const { port } = silent.address() as AddressInfo;
  for (const path of ['a', 'b', 'c']) await webhooks.create(world, { url: `http://127.0.0.1:${port}/${path}`, events });
  await webhooks.create(world, { url: receiver.url, events });
  const ids = (await buildGroups(database, 2, { project: world.project })).map(({ id }) => id);
  const change = (priority: string) =>
    server.graphql(
      'mutation ($ids: [ID!], $priority: IssuePriority!) { bulkMutateIssues(ids: $ids, input: { priority: $priority }) { userErrors { code } } }',
      { ids, priority },
      world.token.token,
    );
  await change('HIGH');
  await until(() => waiting === 3 && receiver.calls.length === 1);
  // And the job that dispatches messages has its place, too.
  await change('LOW');
  await until(() => receiver.calls.length === 2);
  expect(waiting).toBeGreaterThan(0);
});
