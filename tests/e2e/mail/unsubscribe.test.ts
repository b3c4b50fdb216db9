import { signUnsubscribe } from '../../../src/application/mail/unsubscribe-token';
import { buildGroup } from '../../support/build/group';
import { buildMember, type TestMember } from '../../support/build/organization';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
let ann: TestMember;
let groupId: string;
let secret: Buffer;
beforeEach(async () => {
  world = await buildWorld(database);
  ann = await buildMember(database, { organizationId: world.organization.id });
  groupId = (await buildGroup(database, { project: world.project })).id;
  const [row] = await database.query<{ secret: Buffer }>(
    'select mail_secret as secret from organizations where id = $1',
    [world.organization.id],
  );
  secret = row?.secret ?? Buffer.alloc(0);
});

const tokenOf = (claim: { groupId: string | null; userId?: string }, key = secret): string =>
  signUnsubscribe({ organizationId: world.organization.id, userId: ann.id, ...claim }, key);

const call = (token: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.url}/mail/unsubscribe?token=${token}`, init);
const post = (token: string): Promise<Response> =>
  call(token, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });

const subscriptions = (): Promise<object[]> =>
  database.query('select user_id, is_active, reason from group_subscriptions where group_id = $1', [groupId]);
const settings = async (): Promise<unknown> => {
  const rows = await database.query<{ setting: string }>(
    'select notification_setting as setting from organization_members where organization_id = $1 and user_id = $2',
    [world.organization.id, ann.id],
  );
  return rows[0]?.setting;
};

describe('the link of a mail about one issue', () => {
  it('asks first, and then unsubscribes from the issue, however often', async () => {
    const asked = await call(tokenOf({ groupId }));
    expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const page = await asked.text();
    expect(page).toContain('Stop mail about this issue?');
    expect(page).toContain('<form method="post"');
    expect(await subscriptions()).toEqual([]);
    for (const _ of [1, 2]) expect((await post(tokenOf({ groupId }))).status).toBe(200);
    expect(await subscriptions()).toEqual([{ user_id: ann.id, is_active: false, reason: 'UNKNOWN' }]);
    expect(await settings()).toBe('SUBSCRIBED');
  });

  it('takes whatever body a mail program sends', async () => {
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    const answers = [
      await call(tokenOf({ groupId }), { method: 'POST', body: form }),
      await call(tokenOf({ groupId }), { method: 'POST' }),
      await call(tokenOf({ groupId }), { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

test('the link of a digest stops all mail of the organization, of single projects too', async () => {
  await database.query('insert into project_notification_settings values ($1, $2, $3, $4)', [
    ...[world.organization.id, ann.id, world.project.id, 'ALWAYS'],
  ]);
  expect(await (await call(tokenOf({ groupId: null }))).text()).toContain('Stop all mail of this organization?');
  expect((await post(tokenOf({ groupId: null }))).status).toBe(200);
  expect(await settings()).toBe('NEVER');
  expect(await database.query('select from project_notification_settings where user_id = $1', [ann.id])).toEqual([]);
});

test('links that are not ours do nothing and say nothing', async () => {
  const good = tokenOf({ groupId: null });
  const tokens = [
    ...['', 'x', `${good}.`, good.slice(0, -2), good.replace(/^\d+/, '999999999')],
    tokenOf({ groupId: null }, Buffer.from('another secret')),
    good.replace(`.${ann.id}.`, `.${world.owner.id}.`),
    good.replace('.0.', `.${groupId}.`),
    '1.2.3.4.5',
    "1'.1.0.x",
  ];
  for (const token of tokens) {
    const answers = [await call(encodeURIComponent(token)), await post(encodeURIComponent(token))];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  }
  expect((await fetch(`${server.url}/mail/unsubscribe?token=a&token=b`)).status).toBe(404);
  expect(await settings()).toBe('SUBSCRIBED');
  expect(await subscriptions()).toEqual([]);
});

test('a link to an issue that is gone has nothing left to do', async () => {
  await database.query('delete from groups where id = $1', [groupId]);
  expect((await post(tokenOf({ groupId }))).status).toBe(200);
  expect(await subscriptions()).toEqual([]);
});

test('the page loads nothing and may not be framed', async () => {
  const { headers } = await call(tokenOf({ groupId }));
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});
