import { LiftSnoozes } from '../../../../src/application/lift-snoozes/lift-snoozes.handler';
import { ResolveByAge } from '../../../../src/application/resolve-by-age/resolve-by-age.handler';
import { buildGroup, buildGroups } from '../../../support/build/group';
import { insertRows } from '../../../support/build/insert-rows';
import { buildMember, buildProject, buildTeam, type TestMember } from '../../../support/build/organization';
import { buildToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import { IssueEvents } from '../../../support/lifecycle/use-events';
import type { ReceivedMail } from '../../../support/mail/parse-mail';
import { useMail } from '../../../support/mail/use-mail';
import { runOperation } from '../../../support/run-operations';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const events = new IssueEvents(database);
const mail = useMail(database, { operationUrl: 'https://triage.example/operations/{id}' });

let world: World;
let ann: TestMember;
let ben: TestMember;
beforeEach(async () => {
  world = await buildWorld(database);
  const organizationId = world.organization.id;
  await database.query(`update users set name = 'Olga' where id = $1`, [world.owner.id]);
  [ann, ben] = [
    await buildMember(database, { organizationId, name: 'Ann', teamIds: [world.team.id] }),
    await buildMember(database, { organizationId, name: 'Ben', teamIds: [world.team.id] }),
  ];
});

const deliver = (): Promise<readonly ReceivedMail[]> => mail.deliver(world.organization.id);
const addresses = (mails: readonly ReceivedMail[]): string[] => mails.flatMap(({ recipients }) => recipients).sort();
const build = async (count: number): Promise<string[]> =>
  (await buildGroups(database, count, { project: world.project })).map(({ id }) => id);

async function subscribe({ id }: TestMember, ids: readonly string[], isActive = true): Promise<void> {
  const row = { organization_id: world.organization.id, user_id: id, project_id: world.project.id };
  await insertRows(
    database,
    'group_subscriptions',
    ids.map((group_id) => ({ ...row, group_id, is_active: isActive, reason: 'UNKNOWN', date_added: new Date() })),
  );
}

describe('T18: a bulk call is told in one mail a recipient', () => {
  it('of 1,000 issues that are assigned, to the assignee and to those who follow some', async () => {
    const ids = await build(1_000);
    await subscribe(ben, ids.slice(0, 30));
    const { operationId } = await bulk.call(world.token, { ids, input: { assignedTo: { user: ann.id } } });
    const mails = await deliver();
    expect(addresses(mails)).toEqual([ann.email, ben.email].sort());
    const [toAnn, toBen] = [ann, ben].map(({ email }) => mails.find(({ recipients }) => recipients.includes(email)));
    expect(toAnn?.headers.get('subject')).toBe(`${world.organization.name}: Olga assigned 1,000 issues to you`);
    expect(toAnn?.text).toContain('Olga assigned 1,000 issues to you.');
    expect(toAnn?.text.match(/^\* /gm)).toHaveLength(25);
    expect(toAnn?.text).toContain(`and 975 issues more: https://triage.example/operations/${operationId}`);
    expect(toBen?.text).toContain('Olga assigned 30 issues to Ann.');
    expect(toBen?.text).toContain('and 5 issues more');
  });

  it('of everything that the call did, most frequent first', async () => {
    const ids = await build(3);
    await subscribe(ben, ids);
    await bulk.call(world.token, { ids: ids.slice(0, 1), input: { assignedTo: { user: ann.id } } });
    await deliver();
    await bulk.call(world.token, { ids, input: { status: 'RESOLVED', assignedTo: { user: ann.id } } });
    const toBen = (await deliver()).find(({ recipients }) => recipients.includes(ben.email));
    expect(toBen?.text).toMatch(/^Olga resolved 3 issues\.\nOlga assigned 2 issues to Ann\.\n\n/);
  });

  it('of what a colleague resolved, to the assignee, who is not told of what the assignee does', async () => {
    const ids = await build(40);
    await bulk.call(world.token, { ids, input: { assignedTo: { user: ann.id } } });
    await deliver();
    const bens = await buildToken(database, { organizationId: world.organization.id, userId: ben.id });
    await bulk.call(bens, { ids: ids.slice(0, 39), input: { status: 'RESOLVED' } });
    const mails = await deliver();
    expect(addresses(mails)).toEqual([ann.email]);
    expect(mails[0]?.text).toContain('Ben resolved 39 issues.');
    const anns = await buildToken(database, { organizationId: world.organization.id, userId: ann.id });
    await bulk.call(anns, { ids: ids.slice(39), input: { status: 'RESOLVED' } });
    expect(addresses(await deliver())).toEqual([]);
  });

  it('of what was taken from somebody, to the one who had it, unless they have unsubscribed', async () => {
    const ids = await build(3);
    await bulk.call(world.token, { ids, input: { assignedTo: { user: ann.id } } });
    await deliver();
    await database.query(
      `update group_subscriptions set is_active = false, reason = 'UNKNOWN' where group_id = $1 and user_id = $2`,
      [ids[2], ann.id],
    );
    await bulk.call(world.token, { ids, input: { assignedTo: { user: ben.id } } });
    const mails = await deliver();
    const toldTo = ({ email }: TestMember) => mails.find(({ recipients }) => recipients.includes(email))?.text;
    expect(addresses(mails)).toEqual([ann.email, ben.email].sort());
    expect(toldTo(ann)).toContain('Olga assigned 2 issues to Ben.');
    await bulk.call(world.token, { ids: ids.slice(0, 1), input: { assignedTo: null } });
    expect((await deliver()).map(({ recipients, text }) => [recipients[0], text.split('\n')[0]])).toEqual([
      [ben.email, 'Olga took this issue from whoever had it.'],
    ]);
  });

  it('of what was taken from a team, to its members', async () => {
    const organizationId = world.organization.id;
    const team = await buildTeam(database, { organizationId });
    const sees = { organization_id: organizationId, project_id: world.project.id, team_id: team.id };
    await insertRows(database, 'project_teams', [sees]);
    const eve = await buildMember(database, { organizationId, teamIds: [team.id] });
    const ids = await build(2);
    await bulk.call(world.token, { ids, input: { assignedTo: { team: team.id } } });
    await deliver();
    await bulk.call(world.token, { ids, input: { assignedTo: { user: ben.id } } });
    expect(addresses(await deliver())).toEqual([ben.email, eve.email].sort());
  });

  it('of an operation that runs as a job, when its last chunk is done', async () => {
    const ids = await build(1_100);
    await subscribe(ann, ids);
    const call = await bulk.call(world.token, { ids, input: { status: 'RESOLVED' }, options: { mode: 'ASYNC' } });
    expect(call.record['state']).toBe('PENDING');
    expect(await deliver()).toEqual([]);
    await runOperation(database, { organizationId: world.organization.id, operationId: call.operationId });
    const told = await database.query(
      `select from outbox_messages where operation_id = $1 and type = 'issue.resolved'`,
      [call.operationId],
    );
    expect(told.length).toBeGreaterThan(1);
    expect((await deliver()).map(({ text }) => text.split('\n')[0])).toEqual(['Olga resolved 1,100 issues.']);
  });

  it('of an undo too, and of a dry run not', async () => {
    const ids = await build(2);
    await subscribe(ann, ids);
    const { operationId } = await bulk.call(world.token, { ids, input: { status: 'RESOLVED' } });
    await bulk.call(world.token, { ids, input: { status: 'IGNORED' }, options: { dryRun: true } });
    expect(await deliver()).toHaveLength(1);
    await bulk.undo(world.token, operationId);
    expect((await deliver()).map(({ text }) => text.split('\n')[0])).toEqual(['Olga reopened 2 issues.']);
  });

  it('not at all with notify: false, and not of marks and priorities', async () => {
    const ids = await build(2);
    await subscribe(ann, ids);
    await bulk.call(world.token, { ids, input: { status: 'RESOLVED' }, options: { notify: false } });
    await bulk.call(world.token, { ids, input: { priority: 'LOW', hasSeen: true, inbox: false } });
    expect(await deliver()).toEqual([]);
    expect(await database.query('select from mails where organization_id = $1', [world.organization.id])).toEqual([]);
  });

  it('to all members of a team of more than 100, of which only the team is subscribed', async () => {
    const organizationId = world.organization.id;
    const team = await buildTeam(database, { organizationId, name: 'crowd' });
    const sees = { organization_id: organizationId, project_id: world.project.id, team_id: team.id };
    await insertRows(database, 'project_teams', [sees]);
    const people = await insertRows<{ id: string; email: string }>(
      database,
      'users',
      Array.from({ length: 101 }, (_, n) => ({
        email: `${team.slug}-${n}@example.com`,
        username: `${team.slug}-${n}`,
        name: 'N',
      })),
    );
    const keys = people.map(({ id }) => ({ organization_id: organizationId, user_id: id }));
    await insertRows(
      database,
      'organization_members',
      keys.map((key) => ({ ...key, role: 'MEMBER' })),
    );
    await insertRows(
      database,
      'team_members',
      keys.map((key) => ({ ...key, team_id: team.id })),
    );
    const ids = await build(2);
    const call = await bulk.call(world.token, { ids, input: { assignedTo: { team: team.id } } });
    expect(call.problems).toEqual([]);
    const mails = await deliver();
    expect(addresses(mails)).toEqual(people.map(({ email }) => email).sort());
    expect(mails[0]?.text).toContain('Olga assigned 2 issues to #crowd.');
  });
});

describe('who is told', () => {
  it('nobody who unsubscribed, is locked out, has no address or does not see the project', async () => {
    const organizationId = world.organization.id;
    await database.query('update organizations set open_membership = false where id = $1', [organizationId]);
    const outside = await buildMember(database, { organizationId });
    const locked = await buildMember(database, { organizationId, teamIds: [world.team.id], active: false });
    const nowhere = await buildMember(database, {
      organizationId,
      teamIds: [world.team.id],
      email: `nobody at ${ann.id}`,
    });
    const ids = await build(2);
    for (const member of [ann, outside, locked, nowhere]) await subscribe(member, ids);
    await subscribe(ben, ids, false);
    await bulk.call(world.token, { ids, input: { status: 'RESOLVED' } });
    expect(addresses(await deliver())).toEqual([ann.email]);
    await bulk.call(world.token, { ids, input: { assignedTo: { user: ben.id } } });
    expect(addresses(await deliver())).toEqual([ann.email]);
  });

  it('the actor, where the actor wants that', async () => {
    const ids = await build(2);
    await subscribe(world.owner, ids);
    await bulk.call(world.token, { ids, input: { status: 'RESOLVED' } });
    expect(await deliver()).toEqual([]);
    await database.query('update organization_members set told_of_own_changes = true where user_id = $1', [
      world.owner.id,
    ]);
    await bulk.call(world.token, { ids, input: { status: 'UNRESOLVED' } });
    expect(addresses(await deliver())).toEqual([world.owner.email]);
  });

  it('subscribe-participants-settings-order: a setting for the project before the one for the organization', async () => {
    const organizationId = world.organization.id;
    const settings = ['ALWAYS', 'SUBSCRIBED', 'NEVER'] as const;
    const told: string[] = [];
    const ids = await build(1);
    await bulk.call(world.token, { ids, input: { status: 'RESOLVED' } });
    await deliver();
    const other = await buildProject(database, { organizationId, teamIds: [world.team.id] });
    for (const general of settings) {
      for (const ofProject of [null, ...settings]) {
        for (const follows of [true, false]) {
          const member = await buildMember(database, { organizationId, teamIds: [world.team.id] });
          const key = { organization_id: organizationId, user_id: member.id };
          await database.query('update organization_members set notification_setting = $2 where user_id = $1', [
            member.id,
            general,
          ]);
          await insertRows(database, 'project_notification_settings', [
            { ...key, project_id: other.id, setting: 'ALWAYS' },
            ...(ofProject === null ? [] : [{ ...key, project_id: world.project.id, setting: ofProject }]),
          ]);
          if (follows) await subscribe(member, ids);
          const effective = ofProject ?? general;
          if (effective === 'ALWAYS' || (effective === 'SUBSCRIBED' && follows)) told.push(member.email);
        }
      }
    }
    await bulk.call(world.token, { ids, input: { status: 'UNRESOLVED' } });
    expect(addresses(await deliver())).toEqual(told.sort());
    expect(told).toHaveLength(12);
  });

  it('whoever is told of everything, unless they unsubscribed from the issue', async () => {
    await database.query(`update organization_members set notification_setting = 'ALWAYS' where user_id = any($1)`, [
      [ann.id, ben.id],
    ]);
    const ids = await build(2);
    await subscribe(ben, ids.slice(1), false);
    await bulk.call(world.token, { ids, input: { status: 'IGNORED' } });
    const mails = await deliver();
    expect(mails.map(({ recipients, text }) => [recipients[0], text.split('\n')[0]]).sort()).toEqual(
      [
        [ann.email, 'Olga archived 2 issues.'],
        [ben.email, 'Olga archived this issue.'],
      ].sort(),
    );
  });
});

describe('a mail about one issue', () => {
  it('has its title as subject, so that all of them make one thread', async () => {
    const { id } = await buildGroup(database, { project: world.project, title: 'TypeError: grün' });
    await subscribe(ann, [id]);
    const organizationId = world.organization.id;
    await bulk.call(world.token, { ids: [id], input: { status: 'RESOLVED' } });
    await bulk.call(world.token, { ids: [id], input: { status: 'UNRESOLVED' } });
    const mails = await deliver();
    const subject = `[${world.project.slug.toUpperCase()}-1] TypeError: grün`;
    const threads = mails.map(({ headers }) => [headers.get('subject'), headers.get('references')]);
    const thread = `<issue-${id}.${world.organization.slug}@mail.example>`;
    expect(threads).toEqual([
      [subject, thread],
      [subject, thread],
    ]);
    expect(mails.map(({ text }) => text.split('\n')[0]).sort()).toEqual([
      'Olga reopened this issue.',
      'Olga resolved this issue.',
    ]);
    expect(new Set(mails.map(({ headers }) => headers.get('message-id'))).size).toBe(2);
    expect(await mail.deliver(organizationId)).toEqual([]);
  });

  it('tells of a note with its text', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    await subscribe(ann, [id]);
    const caller = await bulk.application.authenticate.execute(world.token.token);
    if (caller === null) throw new Error('the token was refused');
    for (const text of ['Seen on\nstaging.', 'Gone & <fixed>?']) {
      await bulk.application.addIssueNote.execute(caller, { issueId: id, text });
    }
    const mails = await deliver();
    expect(addresses(mails)).toEqual([ann.email, ann.email]);
    const about = (word: string): ReceivedMail | undefined => mails.find(({ text }) => text.includes(word));
    expect(about('staging')?.text).toMatch(/^Olga wrote a note on this issue\.\n\n> Seen on\n> staging\.\n\n/);
    expect(about('Gone')?.html).toContain('<blockquote>Gone &amp; &lt;fixed&gt;?</blockquote>');
  });
});

describe('what issues do by themselves', () => {
  it('is one mail of all that came back together', async () => {
    const resolved = { status: 'RESOLVED', substatus: null, resolvedAt: new Date(Date.now() - 60_000) } as const;
    const groups = await Promise.all([1, 2, 3].map(() => events.build({ project: world.project, ...resolved })));
    await subscribe(
      ann,
      groups.map(({ id }) => id),
    );
    await events.send(groups, {});
    const mails = await deliver();
    expect(addresses(mails)).toEqual([ann.email]);
    expect(mails[0]?.text).toMatch(/^3 issues have come back after having been resolved\.\n\n/);
  });

  it('is nobody’s concern where a snooze ran out or an issue was quiet for long', async () => {
    const organizationId = world.organization.id;
    const before = new Date(Date.now() - 60_000);
    await database.query('update projects set resolve_age = 1 where id = $1', [world.project.id]);
    const snooze = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { until: before } } as const;
    const issues = [
      await buildGroup(database, { project: world.project, ...snooze }),
      await buildGroup(database, { project: world.project, firstSeen: new Date(Date.now() - 86_400_000) }),
    ];
    await subscribe(
      ann,
      issues.map(({ id }) => id),
    );
    const dependencies = { unitOfWork: database.unitOfWork, clock: () => new Date() };
    expect(await new LiftSnoozes(dependencies).execute([organizationId])).toBe(1);
    expect(await new ResolveByAge(dependencies).execute([organizationId])).toBe(1);
    expect(await deliver()).toEqual([]);
  });
});
