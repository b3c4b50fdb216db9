import { MergeGroups } from '../../../../src/application/merge-groups/merge-groups.handler';
import { AddCommits } from '../../../../src/application/releases/add-commits.handler';
import type { Caller } from '../../../../src/domain/access';
import type { GivenCommit } from '../../../../src/domain/releases/check-release';
import { formatShortId } from '../../../../src/domain/short-id';
import { buildGroup, buildGroups } from '../../../support/build/group';
import type { TestGroup } from '../../../support/build/group-options';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../../support/build/organization';
import { buildRelease } from '../../../support/build/release';
import { buildToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf } from '../../../support/bulk-mutation';
import { IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { issueRows } from '../../../support/issue-rows';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

let world: World;
let caller: Caller;
beforeEach(async () => {
  world = await buildWorld(database);
  caller = await callerOf(database.unitOfWork, world.token);
});

const shortIdOf = ({ shortId: number }: TestGroup, { slug: projectSlug } = world.project): string =>
  formatShortId({ projectSlug, number });

const commit = (message: string, given: Partial<GivenCommit> = {}): GivenCommit => ({
  ...{ id: 'c0ffee', repository: 'acme/shop', message },
  ...given,
});

async function register(...commits: readonly GivenCommit[]): Promise<readonly string[]> {
  const command = { organization: world.organization.slug, commits };
  const { value, problems } = await bulk.application.addCommits.execute(caller, command);
  expect(problems).toEqual([]);
  return (value ?? []).map(({ id }) => id);
}

async function release(version: string, commits: readonly GivenCommit[], projects = [world.project.slug]) {
  const command = { organization: world.organization.slug, projects, version, commits };
  const { problems } = await bulk.application.createRelease.execute(caller, command);
  expect(problems).toEqual([]);
}

const links = async ({ id }: { readonly id: string }): Promise<string[]> =>
  (
    await database.query<{ key: string }>(
      `select c.key from group_links l join commits c on c.id = l.linked_id
       where l.group_id = $1 and l.linked_type = 'COMMIT' order by c.key`,
      [id],
    )
  ).map(({ key }) => key);

const resolutions = ({ id }: { readonly id: string }) =>
  database.query(
    `select r.version, x.type, x.status from group_resolutions x left join releases r on r.id = x.release_id
     where x.group_id = $1`,
    [id],
  );

describe('a commit whose message fixes an issue', () => {
  it('commit-message-resolves: links and resolves it once, by whatever of several edits says so', async () => {
    const group = await buildGroup(database, { project: world.project, inbox: { reason: 'MANUAL' } });
    await register(commit('Close the till'));
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'UNRESOLVED', version: 1 });
    const [id] = await register(commit(`Close the till\n\nFixes ${shortIdOf(group)}`));
    await register(commit(`Close the till for good\n\nFixes ${shortIdOf(group)}`));
    const rows = await issueRows(database, group);
    expect(rows.group).toMatchObject({ status: 'RESOLVED', substatus: null, version: 2 });
    expect(rows.group['resolved_at']).toBeInstanceOf(Date);
    expect(rows).toMatchObject({
      inbox: null,
      activities: [`SET_RESOLVED_IN_COMMIT system {"commit": "${id ?? ''}"}`],
      histories: ['SET_RESOLVED_IN_COMMIT system'],
      outbox: ['issue.resolved', 'issues.changed'],
      subscriptions: [],
    });
    expect(rows.openPeriods).toEqual([expect.objectContaining({ date_ended: rows.group['resolved_at'] })]);
    expect(await links(group)).toEqual(['c0ffee']);
    expect(await resolutions(group)).toEqual([]);
  });

  it('commit-message-edited-away: unlinks and reopens it, and names of no issue do nothing', async () => {
    const group = await buildGroup(database, { project: world.project });
    await register(commit(`Fixes ${shortIdOf(group)}`));
    await register(commit('Fixes nothing, closes NO-SUCH-1, resolves #12'));
    const rows = await issueRows(database, group);
    expect(rows.group).toMatchObject({ status: 'UNRESOLVED', substatus: 'ONGOING', resolved_at: null, version: 3 });
    expect(rows.activities).toEqual([expect.stringContaining('SET_RESOLVED_IN_COMMIT'), 'SET_UNRESOLVED system {}']);
    expect(rows.openPeriods).toEqual([expect.objectContaining({ date_ended: null })]);
    expect(await links(group)).toEqual([]);
  });

  it('T2: keeps it resolved as long as another commit resolves it', async () => {
    const group = await buildGroup(database, { project: world.project });
    const fixes = `Fixes ${shortIdOf(group)}`;
    await register(commit(fixes, { id: 'one' }), commit(fixes, { id: 'two' }));
    expect(await links(group)).toEqual(['one', 'two']);
    await register(commit('never mind', { id: 'two' }));
    expect(await links(group)).toEqual(['one']);
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'RESOLVED' });
    await register(commit('never mind', { id: 'one' }));
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'UNRESOLVED' });
  });

  it('fixes several issues of several projects, and leaves out what is not there or cannot be', async () => {
    const other = await buildProject(database, { organizationId: world.organization.id });
    caller = await callerOf(database.unitOfWork, world.token);
    const [first, second, merging, metric] = await buildGroups(database, 4, {
      project: world.project,
      each: (index) => ({
        ...(index === 2 && { status: 'PENDING_MERGE' as const, substatus: null }),
        ...(index === 3 && { category: 'METRIC' as const }),
      }),
    });
    const third = await buildGroup(database, { project: other });
    if (first === undefined || second === undefined || merging === undefined || metric === undefined) return;
    await register(
      commit(
        `Fixes ${shortIdOf(first)}, ${shortIdOf(second).toLowerCase()} and ${shortIdOf(third, other)},\n` +
          `${shortIdOf(merging)}\ncloses ${shortIdOf(metric)}\nresolves ${world.project.slug}-ZZZZ`,
      ),
    );
    const statuses = await database.query<{ status: string }>(
      'select status from groups where organization_id = $1 order by id',
      [world.organization.id],
    );
    expect(statuses.map(({ status }) => status)).toEqual([
      ...['RESOLVED', 'RESOLVED', 'PENDING_MERGE', 'UNRESOLVED'],
      'RESOLVED',
    ]);
  });

  it('T16: finds the issue into which the named one was merged, once', async () => {
    const [parent, ...children] = await buildGroups(database, 3, { project: world.project });
    if (parent === undefined) return;
    const ids = [parent, ...children].map(({ id }) => id);
    const input = { merge: true, mergeInto: parent.id };
    const { operationId } = await bulk.call(world.token, { ids, input });
    const anHourLater = (): Date => new Date(Date.now() + 60 * 60_000);
    const merges = new MergeGroups({ unitOfWork: database.unitOfWork, clock: anHourLater });
    await merges.execute({ organizationId: world.organization.id, operationId });
    await register(commit(`Fixes ${children.map((child) => shortIdOf(child)).join(' ')}`));
    expect(await links(parent)).toEqual(['c0ffee']);
    expect((await issueRows(database, parent)).group).toMatchObject({ status: 'RESOLVED' });
  });

  it('counts as its author doing it, who is subscribed and assigned where they want that', async () => {
    const { organization, team, project } = world;
    const organizationId = organization.id;
    const author = await buildMember(database, { organizationId, teamIds: [team.id], selfAssignOnResolve: true });
    const [group, taken] = await buildGroups(database, 2, {
      project,
      each: (index) => (index === 1 ? { assignee: { userId: world.owner.id } } : {}),
    });
    if (group === undefined || taken === undefined) return;
    const authorEmail = author.email.toUpperCase();
    await register(commit(`Fixes ${shortIdOf(group)} ${shortIdOf(taken)}`, { authorEmail }));
    const rows = await issueRows(database, group);
    expect(rows.activities[0]).toContain(`SET_RESOLVED_IN_COMMIT ${author.id} `);
    expect(rows.activities[1]).toContain(`ASSIGNED ${author.id} `);
    expect(rows.assignee).toMatchObject({ user_id: author.id });
    expect(rows.subscriptions).toEqual([`${author.id} STATUS_CHANGE`]);
    expect(rows.openPeriods).toEqual([expect.objectContaining({ user_id: author.id })]);
    expect((await issueRows(database, taken)).assignee).toMatchObject({ user_id: world.owner.id });
  });

  it('changes nothing again when it is registered again after somebody reopened the issue', async () => {
    const group = await buildGroup(database, { project: world.project });
    await register(commit(`Fixes ${shortIdOf(group)}`));
    await bulk.call(world.token, { ids: [group.id], input: { status: 'UNRESOLVED' } });
    await register(commit(`Fixes ${shortIdOf(group)}`));
    await release('1.0', [commit(`Fixes ${shortIdOf(group)}`)]);
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'UNRESOLVED', substatus: 'REGRESSED' });
    expect(await links(group)).toEqual([]);
  });

  it('P1: changes no issue that the caller does not see, and an author who does not see it stays unnamed', async () => {
    const organization = await buildOrganization(database, { openMembership: false });
    const organizationId = organization.id;
    const [mine, theirs] = [
      await buildTeam(database, { organizationId }),
      await buildTeam(database, { organizationId }),
    ];
    const admin = await buildMember(database, { organizationId, role: 'ADMIN', teamIds: [mine.id] });
    const stranger = await buildMember(database, { organizationId, teamIds: [theirs.id] });
    const seen = await buildProject(database, { organizationId, teamIds: [mine.id] });
    const hidden = await buildProject(database, { organizationId, teamIds: [theirs.id] });
    const [visible, invisible] = [
      await buildGroup(database, { project: seen }),
      await buildGroup(database, { project: hidden }),
    ];
    caller = await callerOf(database.unitOfWork, await buildToken(database, { organizationId, userId: admin.id }));
    const message = `Fixes ${shortIdOf(visible, seen)}, ${shortIdOf(invisible, hidden)}`;
    const commits = [commit(message, { authorEmail: stranger.email })];
    const answer = await bulk.application.addCommits.execute(caller, { organization: organization.slug, commits });
    expect(answer.problems).toEqual([]);
    expect((await issueRows(database, visible)).activities).toEqual([
      expect.stringContaining('SET_RESOLVED_IN_COMMIT system'),
    ]);
    expect((await issueRows(database, invisible)).group).toMatchObject({ status: 'UNRESOLVED', version: 1 });
  });

  it('takes as many statements for 30 issues as for one', async () => {
    const groups = [...(await buildGroups(database, 31, { project: world.project }))];
    const statements = async (count: number): Promise<number> => {
      const fixed = groups.splice(0, count);
      const commits = [commit(`Fixes ${fixed.map((group) => shortIdOf(group)).join(', ')}`, { id: `c${count}` })];
      let sent = 0;
      const unitOfWork = new IntervenedUnitOfWork(database.dataSource, (statement) => ((sent += 1), statement));
      const command = { organization: world.organization.slug, commits };
      await new AddCommits({ unitOfWork, clock: () => new Date() }).execute(caller, command);
      expect((await issueRows(database, fixed[count - 1] ?? { id: '' })).group).toMatchObject({ status: 'RESOLVED' });
      return sent;
    };
    expect(await statements(1)).toBe(await statements(30));
  });
});

describe('a release that holds such a commit', () => {
  it('is the one in which its issues are resolved, in each project that has the release', async () => {
    const other = await buildProject(database, { organizationId: world.organization.id });
    caller = await callerOf(database.unitOfWork, world.token);
    const [here, there] = [await buildGroup(database, world), await buildGroup(database, { project: other })];
    const message = `Fixes ${shortIdOf(here)}, ${shortIdOf(there, other)}`;
    await register(commit(message));
    const before = await issueRows(database, here);
    await release('1.0', [commit(message)]);
    expect(await resolutions(here)).toEqual([{ version: '1.0', type: 'IN_RELEASE', status: 'RESOLVED' }]);
    expect(await resolutions(there)).toEqual([]);
    const after = await issueRows(database, here);
    expect(after.activities).toEqual(before.activities);
    expect(after.histories).toEqual(['SET_RESOLVED_IN_COMMIT system', 'RESOLVED system']);
    await release('1.0', [], [other.slug]);
    expect(await resolutions(there)).toEqual([{ version: '1.0', type: 'IN_RELEASE', status: 'RESOLVED' }]);
  });

  it('resolves at once what its own commits fix, and a repeat changes nothing', async () => {
    const group = await buildGroup(database, { project: world.project });
    await release('1.0', [commit(`Fixes ${shortIdOf(group)}`)]);
    expect(await resolutions(group)).toEqual([{ version: '1.0', type: 'IN_RELEASE', status: 'RESOLVED' }]);
    const before = await issueRows(database, group);
    await release('1.0', [commit(`Fixes ${shortIdOf(group)}`)]);
    expect(await issueRows(database, group)).toEqual(before);
  });
});

it('registers the repeated commits of one call once, as they are named last, and keeps what is left out', async () => {
  await register(commit('one', { authorEmail: 'Ann@example.com', timestamp: new Date(0) }));
  const ids = await register({ id: 'c0ffee', repository: 'acme/shop' }, commit('other', { repository: 'acme/web' }), {
    id: 'c0ffee',
    repository: 'acme/shop',
    message: 'two',
  });
  const rows = await database.query(
    'select id, repository, message, author_email, date_added from commits where organization_id = $1 order by repository',
    [world.organization.id],
  );
  expect(ids).toHaveLength(2);
  expect(rows).toEqual([
    expect.objectContaining({
      id: ids[0],
      message: 'two',
      author_email: 'ann@example.com',
      date_added: new Date(0),
    }),
    expect.objectContaining({ id: ids[1], message: 'other', author_email: null }),
  ]);
});

it('commit-duplicate-repository-name: a commit is found by its name in the repository of that name', async () => {
  const group = await buildGroup(database, { project: world.project });
  await buildRelease(database, '1.0', { projects: [world.project] });
  await register(commit('one'), commit('one', { repository: 'acme/web' }));
  const inCommit = { commit: 'c0ffee', repository: 'acme/web' };
  const answer = await bulk.call(world.token, {
    ids: [group.id],
    input: { status: 'RESOLVED', statusDetails: { inCommit } },
  });
  expect(answer.counts).toEqual({ changed: 1 });
});
