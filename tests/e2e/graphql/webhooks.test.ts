import { buildMember } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWebhook } from '../../support/build/webhook';
import { buildWorld, type World } from '../../support/build/world';
import { mutate, problemsOf, type Payload } from '../../support/call-field';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

interface Made {
  readonly webhook: Readonly<Record<string, unknown>> | null;
  readonly secret: string | null;
}

const FIELDS = 'id url description events active projects { slug } createdBy { id }';
const create = (given: object): Promise<Payload<Made>> =>
  mutate<Made>(server, world.token.token, {
    name: 'createWebhook',
    given: { input: { organization: world.organization.slug, url: 'https://example.com/hook', ...given } },
    select: `webhook { ${FIELDS} } secret`,
  });
const update = (input: object): Promise<Payload<Made>> =>
  mutate<Made>(server, world.token.token, {
    name: 'updateWebhook',
    given: { input },
    select: `webhook { ${FIELDS} } secret`,
  });
const list = async (
  select = FIELDS,
  token = world.token.token,
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const document = `query ($organization: String!) { webhooks(organization: $organization) { ${select} } }`;
  const answer = await server.graphql<{ webhooks: Readonly<Record<string, unknown>>[] }>(
    document,
    { organization: world.organization.slug },
    token,
  );
  expect(answer.errors).toEqual([]);
  return answer.data.webhooks;
};

it('is made with its secret, shown without it, changed, and deleted', async () => {
  const everything = await create({});
  expect(everything).toMatchObject({
    webhook: { url: 'https://example.com/hook', description: null, events: [], active: true, projects: null },
    userErrors: [],
  });
  expect(everything.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const events = ['ISSUE_PRIORITY_CHANGED', 'BULK_OPERATION_COMPLETED'];
  const some = await create({ description: ' chat ', events, projects: [world.project.slug], active: false });
  const shown = {
    ...{ id: some.webhook?.['id'], url: 'https://example.com/hook', description: 'chat', events, active: false },
    ...{ projects: [{ slug: world.project.slug }], createdBy: { id: world.owner.id } },
  };
  expect(some.webhook).toEqual(shown);
  expect(await list()).toEqual([everything.webhook, shown]);

  const id = shown.id;
  expect((await update({ id, description: '', events: [], active: true })).webhook).toEqual({
    ...{ ...shown, description: null, events: [], active: true },
  });
  const renewed = await update({ id, projects: [], rotateSecret: true });
  expect(renewed.webhook).toMatchObject({ projects: null, active: true });
  expect(renewed.secret).toMatch(/^whsec_/);
  expect(renewed.secret).not.toBe(some.secret);
  expect((await update({ id, url: null, events: null })).webhook).toEqual(renewed.webhook);
  const gone = await mutate(server, world.token.token, { name: 'deleteWebhook', given: { id }, select: 'deletedId' });
  expect(gone).toEqual({ deletedId: id, userErrors: [] });
  expect(await list('id')).toEqual([{ id: everything.webhook?.['id'] }]);
});

const WRONG_URLS = [
  ...['', 'example.com', 'ftp://example.com/', 'file:///etc/passwd', 'https://user:password@example.com/'],
  ...['https://example.com/#a', `https://example.com/${'a'.repeat(2_000)}`, 'http://127.0.0.1/', 'http://[::1]/'],
  ...['http://2130706433/', 'http://localhost:5432/', 'http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/'],
];
it.each(WRONG_URLS)('is refused for the address %s', async (url) => {
  expect(problemsOf(await create({ url }))).toEqual(['INVALID_INPUT input.url']);
});

it('is refused where its other fields are not right, and past the fiftieth', async () => {
  expect(problemsOf(await create({ description: 'a\nb' }))).toEqual(['INVALID_INPUT input.description']);
  expect(problemsOf(await create({ description: 'x'.repeat(201) }))).toEqual(['INVALID_INPUT input.description']);
  const { slug } = (await buildWorld(database)).project;
  expect(problemsOf(await create({ projects: [slug] }))).toEqual(['NOT_FOUND input.projects']);
  expect(problemsOf(await update({ id: 'x', active: true }))).toEqual(['NOT_FOUND input.id']);
  for (let made = 0; made < 50; made += 1) await buildWebhook(database, world.organization.id);
  expect(problemsOf(await create({}))).toEqual(['INVALID_INPUT input.organization']);
});

it('is tried at once, and how that went is listed', async () => {
  const { id } = await buildWebhook(database, world.organization.id);
  const { delivery, userErrors } = await mutate<{ delivery: Readonly<Record<string, unknown>> | null }>(
    server,
    world.token.token,
    { name: 'testWebhook', given: { id }, select: 'delivery { id event state attempts responseStatus error }' },
  );
  expect(userErrors).toEqual([]);
  const error = 'The address is not a public one.';
  const failed = { event: 'WEBHOOK_PING', state: 'DEAD', attempts: 1, responseStatus: null, error };
  expect(delivery).toEqual({ ...failed, id: expect.any(String) as unknown });
  const select = `deliveries(first: 1) { totalCount nodes { id event state attempts responseStatus error } pageInfo { hasNextPage } }
    delivered: deliveries(state: DELIVERED) { totalCount }`;
  expect(await list(select)).toEqual([
    {
      deliveries: { totalCount: 2, nodes: [delivery], pageInfo: { hasNextPage: true } },
      delivered: { totalCount: 0 },
    },
  ]);
});

it('a delivery is made again when asked, and waits for it', async () => {
  const { deliveryId: id } = await buildWebhook(database, world.organization.id);
  const resend = (given: string) =>
    mutate<{ delivery: Readonly<Record<string, unknown>> | null }>(server, world.token.token, {
      ...{ name: 'resendWebhookDelivery', given: { id: given } },
      select: 'delivery { id state attempts nextAttemptAt finishedAt }',
    });
  const again = { id, state: 'PENDING', attempts: 1, nextAttemptAt: expect.any(String) as unknown, finishedAt: null };
  expect((await resend(id)).delivery).toEqual(again);
  expect((await resend(id)).delivery).toEqual(again);
  expect(problemsOf(await resend('1'))).toEqual(['NOT_FOUND id']);
  expect(problemsOf(await resend('00000000-0000-0000-0000-000000000000'))).toEqual(['NOT_FOUND id']);
});

it('shows what a receiver answered only to those who may change it: the answer may repeat the path', async () => {
  const { deliveryId } = await buildWebhook(database, world.organization.id);
  const answer = 'Cannot POST /services/T0/SECRET';
  await database.query('update webhook_deliveries set response_body = $2 where uuid = $1', [deliveryId, answer]);
  const organizationId = world.organization.id;
  const member = await buildMember(database, { organizationId });
  const { token } = await buildToken(database, { organizationId, userId: member.id });
  const select = 'deliveries { nodes { state responseBody } }';
  const shown = async (asked?: string) => JSON.stringify(await list(select, asked));
  expect(await shown()).toContain(answer);
  expect(await shown(token)).toContain('"responseBody":null');
  expect(await shown(token)).not.toContain('SECRET');
});

it('shows the path of its address only to those who may change it', async () => {
  await create({ url: 'https://hooks.example.com/services/T0/SECRET?x=1' });
  await create({ url: 'https://example.com' });
  const organizationId = world.organization.id;
  const member = await buildMember(database, { organizationId });
  const { token } = await buildToken(database, { organizationId, userId: member.id });
  const urls = (webhooks: readonly Readonly<Record<string, unknown>>[]) => webhooks.map(({ url }) => url);
  expect(urls(await list('url', token))).toEqual(['https://hooks.example.com/…', 'https://example.com']);
  expect(urls(await list('url'))).toEqual(['https://hooks.example.com/services/T0/SECRET?x=1', 'https://example.com']);
});
