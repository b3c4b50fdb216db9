import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { WEBHOOK_EVENTS } from '../../../../src/domain/webhooks/webhook-event';
import { buildGroup, buildGroups } from '../../../support/build/group';
import { buildRelease } from '../../../support/build/release';
import { buildWorld, type World } from '../../../support/build/world';
import { IssueEvents } from '../../../support/lifecycle/use-events';
import { runMerges } from '../../../support/merge/run-merges';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation, type BulkCall } from '../../../support/use-bulk-mutation';
import { WebhookReceiver, type ReceivedPayload } from '../../../support/webhooks/receiver';
import { Webhooks } from '../../../support/webhooks/use-webhooks';

const SCHEMA = join(__dirname, '..', '..', '..', '..', 'docs', 'webhook-payload.schema.json');
const validate = new Ajv({ allErrors: true, strictRequired: false }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
);

const database = useTestDatabase();
const bulk = useBulkMutation(database, { allowPrivateWebhooks: true });
const webhooks = new Webhooks(database, bulk);
const events = new IssueEvents(database);
const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

let world: World;
let receiver: WebhookReceiver;
let webhookId: string;
beforeEach(async () => {
  world = await buildWorld(database);
  receiver = await WebhookReceiver.start();
  webhookId = (await webhooks.create(world, { url: receiver.url })).id;
});
afterEach(() => receiver.stop());

const call = (ids: readonly string[], input: BulkCall['input']) => bulk.call(world.token, { ids, input });

async function told(): Promise<ReceivedPayload[]> {
  await webhooks.dispatch(world);
  await webhooks.deliverAll(world, webhookId);
  return receiver.payloads();
}

it('every event is told, and every payload is as the schema says', async () => {
  const organizationId = world.organization.id;
  const [one, two, three] = await Promise.all([0, 1, 2].map(() => buildGroup(database, { project: world.project })));
  const ids = [one?.id ?? '', two?.id ?? ''];
  await buildRelease(database, 'shop@1.0.0', { projects: [world.project] });
  const returning = await events.build({
    project: world.project,
    firstSeen: minutes(-2 * 24 * 60),
    substatus: 'ONGOING',
  });
  await events.send([{ ...returning, id: 'a new one' }]);
  await call(ids, { status: 'RESOLVED', assignedTo: { user: world.owner.id }, priority: 'LOW' });
  await call(ids, { status: 'RESOLVED', statusDetails: { inRelease: 'shop@1.0.0' } });
  await call(ids, { status: 'RESOLVED', statusDetails: { inFutureRelease: 'shop@9.0.0' } });
  await call(ids, { status: 'UNRESOLVED', assignedTo: { team: world.team.id } });
  await call(ids, { status: 'IGNORED', assignedTo: null });
  await call(ids, { status: 'UNRESOLVED' });
  await call([returning.id], { status: 'RESOLVED' });
  await events.send([returning], {}, { now: minutes(1) });
  await call([returning.id], { status: 'IGNORED', statusDetails: { ignoreCount: 1 } });
  await events.send([returning], {}, { now: minutes(2) });
  await events.send([returning], {}, { now: minutes(3) });
  const merge = await call(ids, { merge: true });
  await runMerges(database, { organizationId, operationId: merge.operationId });
  const deletion = await bulk.delete(world.token, { ids: [three?.id ?? ''] });
  await bulk.undo(world.token, deletion.operationId);
  await bulk.application.testWebhook.execute(await webhooks.callerOf(world.token), webhookId);

  const payloads = await told();
  const wrong = payloads.filter((payload) => !validate(payload)).map((payload) => [payload, validate.errors]);
  expect(wrong).toEqual([]);
  const types = new Set(payloads.map(({ type }) => type));
  expect([...WEBHOOK_EVENTS, 'webhook.ping'].filter((event) => !types.has(event))).toEqual([]);
  const kinds = payloads.filter(({ type }) => type === 'issue.resolved').map(({ data }) => data['resolutionType']);
  expect(kinds).toEqual(expect.arrayContaining(['NOW', 'IN_RELEASE', 'IN_FUTURE_RELEASE']));
  const merged = payloads.find(({ type }) => type === 'issue.merged');
  expect([merged?.data['intoIssueId'], ...(merged?.data.issueIds ?? [])].sort()).toEqual([...ids].sort());
});

it('the schema refuses what is not so', async () => {
  const [group] = await buildGroups(database, 1, { project: world.project });
  await call([group?.id ?? ''], { priority: 'LOW' });
  const [payload] = await told();
  expect(validate(payload)).toBe(true);
  const changes = [
    ...[{ version: 2 }, { type: 'issue.assigned' }, { operationId: 1 }, { extra: 1 }, { timestamp: 'today' }],
    ...[{ data: { ...payload?.data, priority: 'low' } }, { data: { priority: 'LOW', issueIds: [] } }],
  ];
  expect(changes.filter((change) => validate({ ...payload, ...change }))).toEqual([]);
});
