import { DispatchOutbox } from '../../../../src/application/dispatch-outbox/dispatch-outbox.handler';
import { MailConsumer } from '../../../../src/application/mail/mail-consumer';
import { claimDigest } from '../../../../src/persistence/compile/mail/claim-digest';
import { claimMails } from '../../../../src/persistence/compile/mail/claim-mails';
import { buildGroup, buildGroups } from '../../../support/build/group';
import { insertRows } from '../../../support/build/insert-rows';
import { buildMember, type TestMember } from '../../../support/build/organization';
import { buildWorld, type World } from '../../../support/build/world';
import { MailServer } from '../../../support/mail/mail-server';
import type { ReceivedMail } from '../../../support/mail/parse-mail';
import { useMail } from '../../../support/mail/use-mail';
import { useOwnDatabase } from '../../../support/own-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useOwnDatabase('mail_delivery');
const bulk = useBulkMutation(database);
const mail = useMail(database, { issueUrl: 'https://triage.example/issues/{id}?a=1&b=2' });

const MINUTE = 60 * 1_000;

let world: World;
let ann: TestMember;
beforeEach(async () => {
  world = await buildWorld(database);
  ann = await buildMember(database, { organizationId: world.organization.id, name: 'Ann', teamIds: [world.team.id] });
});

const deliver = (): Promise<readonly ReceivedMail[]> => mail.deliver(world.organization.id);
const pass = (milliseconds: number): void => void (mail.now = new Date(mail.now.getTime() + milliseconds));
const stored = (): Promise<{ id: string; state: string; attempts: number; last_error: string | null }[]> =>
  database.query('select id, state, attempts, last_error from mails where organization_id = $1', [
    world.organization.id,
  ]);

/** Assigns issues to Ann, of which she is to be told. */
async function assign(count: number, title = 'Error'): Promise<readonly string[]> {
  const groups = await buildGroups(database, count, { project: world.project, title });
  const ids = groups.map(({ id }) => id);
  await bulk.call(world.token, { ids, input: { assignedTo: { user: ann.id } } });
  return ids;
}

describe('a mail arrives', () => {
  it('later where the mail server is away, as the same message', async () => {
    await assign(2);
    const { port } = mail.server;
    await mail.server.stop();
    expect(await deliver()).toEqual([]);
    const [row] = await stored();
    expect(row).toMatchObject({ state: 'PENDING', attempts: 1 });
    expect(row?.last_error).toContain('ECONNREFUSED');
    pass(MINUTE);
    expect(await mail.send()).toEqual([]);
    mail.server = await MailServer.start(port);
    expect(await mail.send()).toEqual([]);
    pass(4 * MINUTE);
    const mails = await mail.send();
    expect(mails.map(({ headers }) => headers.get('message-id'))).toEqual([`<${row?.id}@mail.example>`]);
    expect(await stored()).toMatchObject([{ state: 'SENT', attempts: 3, last_error: null }]);
    pass(24 * 60 * MINUTE);
    expect(await mail.send()).toEqual([]);
  });

  it('again under the same id where somebody died who had taken it', async () => {
    await assign(2);
    mail.server.busyFor = 1;
    await deliver();
    pass(MINUTE);
    const taken = { now: mail.now, leaseUntil: new Date(mail.now.getTime() + 10 * MINUTE), limit: 1 };
    const claimed = await database.unitOfWork.transaction((tx) => claimMails(tx, taken));
    pass(9 * MINUTE);
    expect(await mail.send()).toEqual([]);
    pass(MINUTE);
    const [received] = await mail.send();
    expect(received?.headers.get('message-id')).toBe(`<${claimed?.mails[0]?.id}@mail.example>`);
    expect(await stored()).toMatchObject([{ state: 'SENT', attempts: 3 }]);
  });

  it('after the server has asked for patience, and nobody else waits for it', async () => {
    await assign(2);
    const ben = await buildMember(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    await bulk.call(world.token, {
      ids: (await buildGroups(database, 2, { project: world.project })).map(({ id }) => id),
      input: { assignedTo: { user: ben.id } },
    });
    mail.server.busyFor = 1;
    expect(await deliver()).toHaveLength(1);
    pass(MINUTE);
    expect(await mail.send()).toHaveLength(1);
    expect((await stored()).map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  });

  it('after the server has refused the sender, which says nothing of the recipient', async () => {
    await assign(2);
    mail.server.refusesSender = true;
    expect(await deliver()).toEqual([]);
    const [row] = await stored();
    expect(row).toMatchObject({ state: 'PENDING', attempts: 1 });
    expect(row?.last_error).toContain('550');
    mail.server.refusesSender = false;
    pass(MINUTE);
    expect((await mail.send()).flatMap(({ recipients }) => recipients)).toEqual([ann.email]);
  });

  it('although the turn of whoever sends is over: the next one is asked for', async () => {
    await assign(2);
    const jobs = () =>
      database.query(`delete from graphile_worker._private_jobs where key = 'send-mails:all' returning key`);
    mail.passes = 11_000;
    expect(await deliver()).toEqual([]);
    expect(await jobs()).toHaveLength(1);
    mail.passes = 0;
    expect((await mail.send()).flatMap(({ recipients }) => recipients)).toEqual([ann.email]);
    expect(await jobs()).toEqual([]);
  });

  it('or is given up: at once where the address is refused, else after more than two days', async () => {
    mail.server.refused.add(ann.email);
    await assign(2);
    expect(await deliver()).toEqual([]);
    const [row] = await stored();
    expect(row).toMatchObject({ state: 'DEAD', attempts: 1 });
    expect(row?.last_error).toContain('550');
    expect(mail.dead).toEqual([{ id: row?.id, error: row?.last_error }]);

    const other = await buildWorld(database);
    mail.server.refused.clear();
    const { id } = await buildGroup(database, { project: other.project });
    await bulk.call(other.token, { ids: [id], input: { assignedTo: { user: other.owner.id } } });
    await database.query('update organization_members set told_of_own_changes = true where user_id = $1', [
      other.owner.id,
    ]);
    mail.server.busyFor = 12;
    const begin = mail.now.getTime();
    await mail.deliver(other.organization.id);
    for (let attempt = 2; attempt <= 12; attempt += 1) {
      const [due] = await database.query<{ at: Date }>(
        'select next_attempt_at as at from mails where organization_id = $1',
        [other.organization.id],
      );
      mail.now = due?.at ?? mail.now;
      await mail.send();
    }
    expect(mail.server.busyFor).toBe(0);
    expect(mail.dead).toHaveLength(2);
    expect((mail.now.getTime() - begin) / (60 * MINUTE)).toBeCloseTo(53.7, 1);
  });
});

describe('what a mail says', () => {
  it('cannot be bent by a title, a name or an address', async () => {
    const title = 'x\r\nBcc: eve@example.com\r\n\r\n<script>alert("1")</script>\u202Egpj.exe & \u2028more';
    await database.query('update users set name = $2 where id = $1', [ann.id, 'Ann"\r\nBcc: eve@example.com <b>']);
    await database.query('update users set name = $2 where id = $1', [world.owner.id, '<img src=x>\r\nX-Evil: 1']);
    const [id] = await assign(1, title);
    const [received] = await deliver();
    expect(received?.recipients).toEqual([ann.email]);
    expect([...(received?.headers.keys() ?? [])]).not.toEqual(expect.arrayContaining(['bcc']));
    expect(received?.headers.has('x-evil')).toBe(false);
    const shown = 'x Bcc: eve@example.com <script>alert("1")</script> gpj.exe & more';
    expect(received?.headers.get('subject')).toBe(`[${world.project.slug.toUpperCase()}-1] ${shown}`);
    expect(received?.text).toContain(`${shown}\n  https://triage.example/issues/${id}?a=1&b=2`);
    expect(received?.html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; gpj.exe &amp; more');
    expect(received?.html).toContain(`href="https://triage.example/issues/${id}?a=1&amp;b=2"`);
    expect(received?.html).toContain('&lt;img src=x&gt; X-Evil: 1 assigned this issue to you.');
    expect(received?.html).not.toMatch(/<script|<img/);
  });

  it('is what its recipient may still see when it goes out', async () => {
    const ids = await assign(3);
    mail.server.busyFor = 1;
    await deliver();
    const key = { organization_id: world.organization.id, user_id: ann.id, project_id: world.project.id };
    await database.query('update group_subscriptions set is_active = false where group_id = $1', [ids[0]]);
    pass(MINUTE);
    mail.server.busyFor = 1;
    await mail.send();
    await insertRows(database, 'project_notification_settings', [{ ...key, setting: 'NEVER' }]);
    pass(10 * MINUTE);
    expect(await mail.send()).toEqual([]);
    expect(await stored()).toMatchObject([{ state: 'DROPPED' }]);
  });

  it('names the way out, for mail programs too', async () => {
    await assign(2);
    const [received] = await deliver();
    const link = /https:\/\/muster\.example\/mail\/unsubscribe\?token=[\w.-]+/.exec(received?.text ?? '')?.[0] ?? '';
    expect(link).not.toBe('');
    expect(received?.headers.get('list-unsubscribe')).toBe(`<${link}>`);
    expect(received?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(received?.headers.get('list-id')).toBe(`<${world.organization.slug}.muster.mail.example>`);
    expect(received?.headers.get('auto-submitted')).toBe('auto-generated');
  });
});

describe('a digest', () => {
  it('that cannot be made holds up no other, and is tried again later', async () => {
    await assign(2);
    const consumed = { unitOfWork: database.unitOfWork, clock: () => mail.now, consumers: [new MailConsumer()] };
    await new DispatchOutbox(consumed).execute(world.organization.id);
    const [digest] = await database.query<{ id: string }>('select id from mail_digests where organization_id = $1', [
      world.organization.id,
    ]);
    // Somebody dies while making it.
    const claim = { now: mail.now, leaseUntil: new Date(mail.now.getTime() + 15 * MINUTE) };
    const claimed = await database.unitOfWork.transaction((tx) => claimDigest(tx, claim));
    expect(claimed).toMatchObject({ id: digest?.id, attempts: 1 });
    const other = await buildWorld(database);
    const ben = await buildMember(database, { organizationId: other.organization.id, teamIds: [other.team.id] });
    const groups = await buildGroups(database, 2, { project: other.project });
    const ids = groups.map(({ id }) => id);
    await bulk.call(other.token, { ids, input: { assignedTo: { user: ben.id } } });
    expect((await mail.deliver(other.organization.id)).flatMap(({ recipients }) => recipients)).toEqual([ben.email]);
    pass(15 * MINUTE);
    expect((await mail.send()).flatMap(({ recipients }) => recipients)).toEqual([ann.email]);
  });
});
