import { SweepWebhooks } from '../../../../src/application/webhooks/sweep-webhooks.handler';
import { buildGroups } from '../../../support/build/group';
import { buildProject } from '../../../support/build/organization';
import { buildWorld, type World } from '../../../support/build/world';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';
import { verifyCall, WebhookReceiver } from '../../../support/webhooks/receiver';
import { Webhooks } from '../../../support/webhooks/use-webhooks';

const database = useTestDatabase();
const bulk = useBulkMutation(database, { allowPrivateWebhooks: true });
const webhooks = new Webhooks(database, bulk);
const DAY = 86_400_000;

let world: World;
let receiver: WebhookReceiver;
let ids: readonly string[];
beforeEach(async () => {
  world = await buildWorld(database);
  receiver = await WebhookReceiver.start();
  ids = (await buildGroups(database, 2, { project: world.project })).map(({ id }) => id);
});
afterEach(() => receiver.stop());

const prioritize = (priority: 'HIGH' | 'LOW' | 'MEDIUM', chosen = ids) =>
  bulk.call(world.token, { ids: chosen, input: { priority } });
const PRIORITIES = { events: ['issue.priority_changed'] } as const;
const toldPriorities = () => receiver.payloads().map(({ data }) => data['priority']);

describe('a webhook', () => {
  it('is told of 1,000 issues in two calls, signed, and then of the operation', async () => {
    const { id, secret } = await webhooks.create(world, { url: receiver.url });
    const many = (await buildGroups(database, 1_000, { project: world.project })).map((group) => group.id);
    const { operationId } = await bulk.call(world.token, {
      ids: many,
      input: { assignedTo: { user: world.owner.id } },
    });
    await webhooks.dispatch(world);
    await webhooks.deliverAll(world, id);
    const payloads = receiver.payloads();
    expect(payloads.map(({ type, data }) => [type, data.issueIds?.length])).toEqual([
      ['issue.assigned', 500],
      ['issue.assigned', 500],
      ['bulk_operation.completed', undefined],
    ]);
    expect(payloads.flatMap(({ data }) => data.issueIds ?? [])).toEqual(many);
    expect(payloads[1]).toMatchObject({
      ...{ operationId, actorId: world.owner.id, organization: { slug: world.organization.slug } },
      data: { assignee: { type: 'USER', id: world.owner.id } },
    });
    for (const call of receiver.calls) expect(() => verifyCall(secret, call)).not.toThrow();
    const [first] = receiver.calls;
    expect(() => first && verifyCall(secret, { ...first, body: `${first.body} ` })).toThrow();
    expect((await webhooks.deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['DELIVERED', 1],
      ['DELIVERED', 1],
      ['DELIVERED', 1],
    ]);
  });

  it('that fails for a while gets everything, in order, with the same id each time', async () => {
    const { id } = await webhooks.create(world, { url: receiver.url, ...PRIORITIES });
    let failures = 3;
    receiver.answer = () => ((failures -= 1) >= 0 ? 503 : 200);
    for (const priority of ['HIGH', 'LOW', 'MEDIUM'] as const) await prioritize(priority);
    await webhooks.dispatch(world);
    const start = new Date();
    bulk.now = start;
    await webhooks.deliverAll(world, id);
    expect(toldPriorities()).toEqual(['HIGH', 'HIGH', 'HIGH', 'HIGH', 'LOW', 'MEDIUM']);
    const stored = await webhooks.deliveries(id);
    const [one, two, three] = stored.map(({ uuid }) => uuid);
    expect(receiver.ids()).toEqual([one, one, one, one, two, three]);
    expect(new Set(receiver.calls.slice(0, 4).map(({ body }) => body)).size).toBe(1);
    expect(stored.map(({ state, attempts, response_status: status }) => [state, attempts, status])).toEqual([
      ['DELIVERED', 4, 200],
      ['DELIVERED', 1, 200],
      ['DELIVERED', 1, 200],
    ]);
    // 5 s, 10 s and 20 s, each up to a quarter shorter.
    const waited = bulk.now.getTime() - start.getTime();
    expect(waited).toBeGreaterThanOrEqual(35_000 * 0.75);
    expect(waited).toBeLessThanOrEqual(35_000);
  });

  it('that fails for three days loses what is older, is told the rest, and is sent the dead when asked', async () => {
    const { id } = await webhooks.create(world, { url: receiver.url, ...PRIORITIES });
    const start = new Date();
    bulk.now = start;
    let isUp = false;
    receiver.answer = () => (isUp ? 200 : 500);
    await prioritize('HIGH');
    await prioritize('LOW');
    await webhooks.dispatch(world);
    bulk.now = new Date(start.getTime() + DAY);
    await prioritize('MEDIUM');
    await webhooks.dispatch(world);
    for (let at = await webhooks.takeJob(id); at !== null; at = await webhooks.takeJob(id)) {
      if (at > bulk.now) bulk.now = at;
      isUp = bulk.now.getTime() > start.getTime() + 3.5 * DAY;
      await webhooks.deliver(world, id);
    }
    const states = async () => (await webhooks.deliveries(id)).map(({ state }) => state);
    expect(await states()).toEqual(['DEAD', 'DEAD', 'DELIVERED']);
    const attempts = receiver.calls.length;
    expect(attempts).toBeGreaterThan(60);
    expect(attempts).toBeLessThan(150);

    const key = { organizationId: world.organization.id, id };
    const caller = await webhooks.callerOf(world.token);
    const first = { state: 'DEAD', page: { first: 10, after: null } } as const;
    const dead = (await bulk.application.readWebhooks.deliveryPages(caller, [key], first)).get(id)?.items ?? [];
    expect(dead.map(({ event, error }) => [event, error])).toEqual([
      ['issue.priority_changed', 'It waited behind deliveries that failed until its time had run out.'],
      ['issue.priority_changed', null],
    ]);
    const resend = async (): Promise<void> => {
      for (const { uuid } of dead) await bulk.application.resendDelivery.execute(caller, uuid);
      expect(await states()).toEqual(['PENDING', 'PENDING', 'DELIVERED']);
    };
    // Each has its one attempt, also behind one that fails.
    isUp = false;
    await resend();
    await webhooks.deliverAll(world, id);
    expect(await states()).toEqual(['DEAD', 'DEAD', 'DELIVERED']);
    expect(receiver.calls.length).toBe(attempts + 2);
    isUp = true;
    await resend();
    await webhooks.deliverAll(world, id);
    expect(await states()).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED']);
    expect(toldPriorities().slice(-2)).toEqual(['HIGH', 'LOW']);
    expect(receiver.ids()[0]).toBe(receiver.ids().at(-2));
  });

  it('is called by one worker at a time, and by another where that one died', async () => {
    const { id } = await webhooks.create(world, { url: receiver.url, ...PRIORITIES });
    for (const priority of ['HIGH', 'LOW', 'MEDIUM', 'HIGH'] as const) await prioritize(priority);
    await webhooks.dispatch(world);
    await Promise.all([1, 2, 3].map(() => webhooks.deliver(world, id)));
    expect(toldPriorities()).toEqual(['HIGH', 'LOW', 'MEDIUM', 'HIGH']);

    await prioritize('LOW');
    await webhooks.dispatch(world);
    await webhooks.takeJob(id);
    const holder = `holder = gen_random_uuid(), held_until = now() + interval '1 minute'`;
    await database.query(`update webhooks set ${holder} where id = $1`, [id]);
    await webhooks.deliver(world, id);
    expect(receiver.calls).toHaveLength(4);
    bulk.now = new Date(Date.now() + 2 * 60_000);
    const sweep = new SweepWebhooks({ unitOfWork: database.unitOfWork, clock: () => bulk.now ?? new Date() });
    expect(await sweep.execute()).toBeGreaterThan(0);
    await webhooks.deliverAll(world, id);
    expect(toldPriorities()).toEqual(['HIGH', 'LOW', 'MEDIUM', 'HIGH', 'LOW']);
    await webhooks.takeJob(id);
    await sweep.execute();
    expect(await webhooks.takeJob(id)).toBeNull();
  });

  it('that is slow leaves the worker to others after its turn, and does not hold up another webhook', async () => {
    const slow = await webhooks.create(world, { url: receiver.url, ...PRIORITIES });
    const other = await WebhookReceiver.start();
    try {
      const quick = await webhooks.create(world, { url: other.url, ...PRIORITIES });
      bulk.now = new Date();
      const moment = bulk.now.getTime();
      receiver.answer = () => {
        bulk.now = new Date((bulk.now?.getTime() ?? 0) + 6_000);
        return 200;
      };
      await prioritize('HIGH');
      await prioritize('LOW');
      await webhooks.dispatch(world);
      await webhooks.deliver(world, slow.id);
      expect(receiver.calls).toHaveLength(1);
      expect(await webhooks.takeJob(slow.id)).toEqual(new Date(moment + 6_000));
      await webhooks.deliver(world, quick.id);
      expect(other.calls).toHaveLength(2);
      await webhooks.deliver(world, slow.id);
      expect(receiver.calls).toHaveLength(2);
    } finally {
      await other.stop();
    }
  });
});

describe('a webhook that has failed for long', () => {
  beforeEach(async () => {
    bulk.now = new Date();
  });

  /** A webhook whose only delivery waits for an hour, or nearly. */
  async function failing(): Promise<string> {
    const { id } = await webhooks.create(world, { url: receiver.url, ...PRIORITIES });
    receiver.answer = () => 503;
    await prioritize('HIGH');
    await webhooks.dispatch(world);
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const at = await webhooks.takeJob(id);
      if (at !== null && bulk.now !== null && at > bulk.now) bulk.now = at;
      await webhooks.deliver(world, id);
    }
    receiver.answer = () => 200;
    receiver.calls.length = 0;
    return id;
  }

  /** What is called without time passing. */
  async function toldNow(id: string): Promise<readonly string[]> {
    const at = await webhooks.takeJob(id);
    if (at !== null && at <= (bulk.now ?? at)) await webhooks.deliver(world, id);
    return receiver.payloads().map(({ type }) => type);
  }

  it('says so until a call succeeds, whatever somebody tries', async () => {
    const start = bulk.now;
    const caller = await webhooks.callerOf(world.token);
    const shown = async () => {
      const all = await bulk.application.readWebhooks.ofOrganization(caller, world.organization.slug);
      return all.map(({ failingSince }) => failingSince);
    };
    const { id } = await webhooks.create(world, { url: receiver.url, ...PRIORITIES });
    await prioritize('MEDIUM');
    await webhooks.dispatch(world);
    expect(await shown()).toEqual([null]);
    await webhooks.deliverAll(world, id);
    expect(await shown()).toEqual([null]);
    await webhooks.delete(world, id);
    const failed = await failing();
    expect(await shown()).toEqual([start]);
    await database.query(`update webhook_deliveries set state = 'DEAD', finished_at = now() where webhook_id = $1`, [
      failed,
    ]);
    await bulk.application.testWebhook.execute(caller, failed);
    expect(await shown()).toEqual([start]);
    await prioritize('LOW');
    await webhooks.dispatch(world);
    await webhooks.deliverAll(world, failed);
    expect(await shown()).toEqual([null]);
  });

  it('is told at once when somebody has tried it with success', async () => {
    const id = await failing();
    const caller = await webhooks.callerOf(world.token);
    receiver.answer = () => 500;
    await bulk.application.testWebhook.execute(caller, id);
    expect(await toldNow(id)).toEqual(['webhook.ping']);
    receiver.answer = () => 200;
    await bulk.application.testWebhook.execute(caller, id);
    expect(await toldNow(id)).toEqual(['webhook.ping', 'webhook.ping', 'issue.priority_changed']);
  });

  it('is told at once at its new address', async () => {
    const id = await failing();
    const caller = await webhooks.callerOf(world.token);
    await bulk.application.updateWebhook.execute(caller, { id, description: 'the same address' });
    expect(await toldNow(id)).toEqual([]);
    await bulk.application.updateWebhook.execute(caller, { id, url: `${receiver.url}?new` });
    expect(await toldNow(id)).toEqual(['issue.priority_changed']);
  });
});

describe('who is told what', () => {
  it('only what it listens to, of its projects and its organization, while it is active', async () => {
    const project = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    const elsewhere = (await buildGroups(database, 2, { project })).map(({ id }) => id);
    const foreign = await buildWorld(database);
    const url = receiver.url;
    const made = {
      all: await webhooks.create(world, { url, events: ['issue.resolved'] }),
      project: await webhooks.create(world, { url, projects: [project.slug] }),
      off: await webhooks.create(world, { url, active: false }),
      foreign: await webhooks.create(foreign, { url }),
    };
    await bulk.call(world.token, { ids: [...ids, ...elsewhere], input: { priority: 'HIGH', status: 'RESOLVED' } });
    await bulk.call(world.token, { ids, input: { status: 'UNRESOLVED' } });
    await webhooks.dispatch(world);
    await webhooks.dispatch(foreign);
    const told = async (id: string) =>
      database.query('select event, group_ids as ids from webhook_deliveries where webhook_id = $1 order by id', [id]);
    expect(await told(made.all.id)).toEqual([{ event: 'issue.resolved', ids: [...ids, ...elsewhere] }]);
    expect(await told(made.project.id)).toEqual([
      { event: 'issue.priority_changed', ids: elsewhere },
      { event: 'issue.resolved', ids: elsewhere },
      { event: 'bulk_operation.completed', ids: [] },
    ]);
    expect([await told(made.off.id), await told(made.foreign.id)]).toEqual([[], []]);
  });

  it('that issues of its projects were deleted, also where they are gone by then', async () => {
    const { id } = await webhooks.create(world, { url: receiver.url, projects: [world.project.slug] });
    await bulk.delete(world.token, { ids });
    await database.query('delete from groups where id = any($1::bigint[])', [ids]);
    await webhooks.dispatch(world);
    const told = await database.query('select event, group_ids as ids from webhook_deliveries where webhook_id = $1', [
      id,
    ]);
    expect(told).toContainEqual({ event: 'issue.deleted', ids });
  });

  it('two secrets sign for a day after a change of the secret', async () => {
    const { id, secret } = await webhooks.create(world, { url: receiver.url, ...PRIORITIES });
    const caller = await webhooks.callerOf(world.token);
    const { value } = await bulk.application.updateWebhook.execute(caller, { id, rotateSecret: true });
    const renewed = value?.secret ?? '';
    await prioritize('HIGH');
    await webhooks.dispatch(world);
    await webhooks.deliverAll(world, id);
    const [during] = receiver.calls;
    expect(during && verifyCall(secret, during)).toEqual(during && verifyCall(renewed, during));
    bulk.now = new Date(Date.now() + 1.01 * DAY);
    await prioritize('LOW');
    await webhooks.dispatch(world);
    await webhooks.deliverAll(world, id);
    const signatures = receiver.calls.map(({ headers }) => String(headers['webhook-signature']).split(' ').length);
    expect(signatures).toEqual([2, 1]);
  });

  it('both of them sign what somebody tries, too', async () => {
    const { id, secret } = await webhooks.create(world, { url: receiver.url });
    const caller = await webhooks.callerOf(world.token);
    await bulk.application.updateWebhook.execute(caller, { id, rotateSecret: true });
    await bulk.application.testWebhook.execute(caller, id);
    const [ping] = receiver.calls;
    expect(() => ping && verifyCall(secret, ping)).not.toThrow();
  });

  it('what waits while it is off is told when it is on again', async () => {
    const { id } = await webhooks.create(world, { url: receiver.url, ...PRIORITIES });
    await prioritize('HIGH');
    await webhooks.dispatch(world);
    const caller = await webhooks.callerOf(world.token);
    await bulk.application.updateWebhook.execute(caller, { id, active: false });
    await webhooks.deliverAll(world, id);
    expect(receiver.calls).toEqual([]);
    await bulk.application.updateWebhook.execute(caller, { id, active: true });
    await webhooks.deliverAll(world, id);
    expect(toldPriorities()).toEqual(['HIGH']);
  });
});
