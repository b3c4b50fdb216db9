import { buildGroup, buildGroups } from '../../support/build/group';
import type { GroupOptions, TestGroup } from '../../support/build/group-options';
import { insertRow } from '../../support/build/insert-rows';
import { buildMember, buildProject, buildTeam, buildUser } from '../../support/build/organization';
import { buildRelease } from '../../support/build/release';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { restClient, type RestClient, type RestReply } from '../../support/rest-client';
import { useTestDatabase } from '../../support/test-database';

/** Cases that speak of what is answered. */
const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
let path: string;
let send: RestClient;
beforeEach(async () => {
  world = await buildWorld(database);
  path = `/projects/${world.organization.slug}/${world.project.slug}/issues/`;
  send = restClient(server, world.token.token);
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, ...given });
const put = (groups: readonly TestGroup[], body: object): Promise<RestReply> =>
  send('PUT', `${path}?${groups.map(({ id }) => `id=${id}`).join('&')}`, { body });

async function answerTo(groups: readonly TestGroup[], body: object): Promise<unknown> {
  const reply = await put(groups, body);
  expect(reply.status).toBe(200);
  return reply.body;
}

describe('statuses', () => {
  it('status-resolve-as-plain-member', async () => {
    const { id: organizationId } = world.organization;
    const member = await buildMember(database, { organizationId, role: 'MEMBER', teamIds: [world.team.id] });
    const { token } = await buildToken(database, { organizationId, userId: member.id });
    await build();
    const reply = await restClient(server, token)('PUT', `${path}?status=unresolved&query=is:unresolved`, {
      body: { status: 'resolved' },
    });
    expect(reply).toMatchObject({ status: 200 });
    expect(reply.body).toEqual({ status: 'resolved', statusDetails: {}, inbox: null });
  });

  it('status-unresolve-removes-resolution, status-unresolve-snoozed: no more than the status', async () => {
    const archived = await build({ status: 'IGNORED', snooze: { until: new Date(Date.now() - 86_400_000) } });
    const resolved = await build({ status: 'RESOLVED' });
    for (const group of [archived, resolved]) {
      expect(await answerTo([group], { status: 'unresolved' })).toEqual({ status: 'unresolved', statusDetails: {} });
    }
  });

  it('status-resolve-response-inbox-key-only-on-change', async () => {
    const [open, done] = [await build(), await build({ status: 'RESOLVED' })];
    expect(await answerTo([open], { status: 'resolved' })).toEqual({
      status: 'resolved',
      statusDetails: {},
      inbox: null,
    });
    expect(await answerTo([done], { status: 'resolved' })).toEqual({ status: 'resolved', statusDetails: {} });
  });

  it('status-self-assign-on-resolve, status-self-assign-on-resolve-next-release', async () => {
    await buildRelease(database, 'a', { projects: [world.project] });
    await database.query('update users set self_assign_on_resolve = true where id = $1', [world.owner.id]);
    const assignedTo = { type: 'user', id: world.owner.id };
    expect(await answerTo([await build()], { status: 'resolved' })).toMatchObject({ status: 'resolved', assignedTo });
    const next = await answerTo([await build(), await build()], { status: 'resolvedInNextRelease' });
    expect(next).toMatchObject({ status: 'resolved', statusDetails: { inNextRelease: true }, assignedTo });
    const others = await build({ assignee: { teamId: world.team.id } });
    expect(await answerTo([others], { status: 'resolved' })).toEqual({
      status: 'resolved',
      statusDetails: {},
      inbox: null,
    });
  });

  it('ignore-basic-clears-old-snooze, ignore-count, ignore-user-count', async () => {
    const none = {
      ignoreCount: null,
      ignoreUntil: null,
      ignoreWindow: null,
      ignoreUserCount: null,
      ignoreUserWindow: null,
    };
    const group = await build({ status: 'RESOLVED' });
    expect(await answerTo([group], { status: 'ignored' })).toEqual({
      status: 'ignored',
      statusDetails: {},
      inbox: null,
    });
    const actor = expect.objectContaining({ id: world.owner.id }) as unknown;
    const counted = (await answerTo([group], { status: 'ignored', ignoreCount: 100 })) as { statusDetails: object };
    expect(counted.statusDetails).toEqual({ ...none, ignoreCount: 100, actor });
    const people = (await answerTo([group], { status: 'ignored', ignoreUserCount: 10 })) as { statusDetails: object };
    expect(people.statusDetails).toEqual({ ...none, ignoreUserCount: 10, actor });
  });

  it('archive-until-escalating-without-counts, substatus-infer-ignored-until-escalating', async () => {
    const group = await build();
    const bySubstatus = await answerTo([group], { status: 'ignored', substatus: 'archived_until_escalating' });
    expect(bySubstatus).toMatchObject({ statusDetails: { ignoreUntilEscalating: true } });
    await put([group], { status: 'unresolved' });
    const byDetails = await answerTo([group], { status: 'ignored', statusDetails: { untilEscalating: true } });
    expect((byDetails as { statusDetails: object }).statusDetails).toEqual({ ignoreUntilEscalating: true });
  });
});

describe('releases', () => {
  const release = (version: string) => buildRelease(database, version, { projects: [world.project] });
  const actor = () => expect.objectContaining({ id: world.owner.id }) as unknown;

  it('release-resolve-in-explicit-version, release-resolve-in-next-pending: with the feed', async () => {
    await release('a');
    const given = await answerTo([await build()], { status: 'resolved', statusDetails: { inRelease: 'a' } });
    expect(given).toMatchObject({
      statusDetails: { inRelease: 'a', actor: actor() },
      activity: expect.any(Array) as unknown,
    });
    const next = await answerTo([await build()], { status: 'resolved', statusDetails: { inNextRelease: true } });
    expect(next).toMatchObject({
      statusDetails: { inNextRelease: true, actor: actor() },
      activity: expect.any(Array) as unknown,
    });
    const several = await answerTo([await build(), await build()], {
      status: 'resolved',
      statusDetails: { inRelease: 'a' },
    });
    expect(several).not.toHaveProperty('activity');
  });

  it('release-next-semver-becomes-in-release, release-next-semver-picks-greatest', async () => {
    for (const version of ['com.foo.bar@1.0+0', 'com.foo.bar@2.0+0', 'com.foo.bar@1.0+1']) await release(version);
    const answer = await answerTo([await build()], { status: 'resolvedInNextRelease' });
    expect(answer).toMatchObject({
      status: 'resolved',
      statusDetails: { inNextRelease: true, inRelease: 'com.foo.bar@2.0+0' },
    });
  });

  it('release-next-without-any-release', async () => {
    const answer = await answerTo([await build()], { status: 'resolvedInNextRelease' });
    expect(answer).toEqual({ status: 'resolved', statusDetails: {}, inbox: null });
  });

  it('commit-resolve-unreleased, commit-resolve-unknown-commit', async () => {
    const row = { organization_id: world.organization.id, repository: 'R', key: 'c1', date_added: new Date() };
    await insertRow(database, 'commits', row);
    const inCommit = (commit: string) => ({
      status: 'resolved',
      statusDetails: { inCommit: { commit, repository: 'R' } },
    });
    const answer = await answerTo([await build()], inCommit('c1'));
    expect(answer).toMatchObject({ status: 'resolved', statusDetails: { inCommit: { id: 'c1' }, actor: actor() } });
    expect(answer).not.toHaveProperty('activity');
    expect(await put([await build()], inCommit('a'.repeat(40)))).toMatchObject({
      status: 400,
      body: { statusDetails: { inCommit: { commit: ['Unable to find the given commit.'] } } },
    });
  });
});

describe('assignees', () => {
  it('assign-username-then-clear, assign-team, assign-result-user', async () => {
    const group = await build();
    const { owner, team } = world;
    expect(await answerTo([group], { assignedTo: owner.username })).toEqual({
      assignedTo: { type: 'user', id: owner.id, name: owner.name, email: owner.email },
    });
    expect(await answerTo([group], {})).toEqual({});
    expect(await answerTo([group], { assignedTo: '' })).toEqual({ assignedTo: null });
    expect(await answerTo([group], { assignedTo: `team:${team.id}` })).toMatchObject({
      assignedTo: { type: 'team', id: team.id },
    });
  });

  it('assign-via-api-key', async () => {
    const { id: organizationId } = world.organization;
    const { token } = await buildToken(database, { organizationId, userId: null, scopes: ['event:write'] });
    const { id } = await build();
    const reply = await restClient(server, token)('PUT', `${path}?id=${id}`, {
      body: { assignedTo: Number(world.owner.id) },
    });
    expect(reply).toMatchObject({ status: 200, body: { assignedTo: { id: world.owner.id } } });
  });

  it('assign-non-member-refused, assign-team-outside-project-refused', async () => {
    const { id: organizationId } = world.organization;
    await database.query('update organizations set open_membership = false where id = $1', [organizationId]);
    const [nobody, team] = [await buildUser(database), await buildTeam(database, { organizationId })];
    const group = await build();
    for (const assignedTo of [nobody.username, `team:${team.id}`]) {
      expect(await put([group], { assignedTo })).toMatchObject({
        status: 400,
        body: { assignedTo: [expect.any(String)] },
      });
    }
  });
});

it('inbox-set-and-clear, share-bulk-public, share-bulk-private, priority-bulk, priority-bulk-no-change: no more than was asked', async () => {
  const groups = await buildGroups(database, 2, { project: world.project, each: () => ({ inbox: null }) });
  expect(await answerTo(groups, { inbox: true })).toEqual({ inbox: true });
  expect(await answerTo(groups.slice(1), { inbox: false })).toEqual({ inbox: false });
  expect(await answerTo(groups, { isPublic: 'true' })).toEqual({
    isPublic: true,
    shareId: expect.any(String) as unknown,
  });
  expect(await answerTo(groups, { isPublic: 'false' })).toEqual({ isPublic: false, shareId: null });
  expect(await answerTo(groups, { priority: 'low' })).toEqual({ priority: 'low' });
  expect(await answerTo(groups, { priority: 'low' })).toEqual({ priority: 'low' });
});

it('merge-performance-refused, merge-marks-children, merge-across-projects-refused', async () => {
  const groups = await buildGroups(database, 5, { project: world.project });
  const [parent = '', ...children] = groups.map(({ id }) => id);
  const slow = await build({ category: 'PERFORMANCE' });
  expect(await put([...groups, slow], { merge: 1 })).toMatchObject({
    status: 400,
    body: { detail: 'Only error issues can be merged.' },
  });
  const other = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
  const there = await buildGroup(database, { project: other });
  const ids = `id=${parent}&id=${there.id}&project=${world.project.id}&project=${other.id}`;
  expect(
    await send('PUT', `/organizations/${world.organization.slug}/issues/?${ids}`, { body: { merge: 1 } }),
  ).toMatchObject({
    status: 400,
    body: { detail: 'Merging across multiple projects is not supported' },
  });
  expect(await answerTo(groups, { merge: 1 })).toEqual({ merge: { parent, children } });
});

it('discard-makes-tombstone, delete-performance-by-id: 204 without a body', async () => {
  expect(await put([await build()], { discard: true })).toMatchObject({ status: 204, body: null });
  const slow = await buildGroups(database, 2, { project: world.project, category: 'PERFORMANCE' });
  const reply = await send('DELETE', `${path}?${slow.map(({ id }) => `id=${id}`).join('&')}`);
  expect(reply).toMatchObject({ status: 204, body: null });
});

describe('what is sent to do harm', () => {
  it.each<[string, string, string, unknown]>([
    ['a name that objects inherit, as sort', 'GET', '?sort=constructor', undefined],
    ['as status', 'PUT', '?status=__proto__', { status: 'resolved' }],
    ['as status of the body', 'PUT', '?id=1', { status: 'constructor' }],
    ['as a key of the body', 'PUT', '?id=1', '{"__proto__":{"status":"resolved"}}'],
    ['a deep list', 'PUT', '?id=1', `{"status":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['a NUL in a search', 'GET', '?query=%00%22', undefined],
    ['a NUL in an assignee', 'PUT', '?id=1', { assignedTo: 'a\0' }],
    ['half a character in a version', 'PUT', '?id=1', { status: 'resolved', statusDetails: { inRelease: '\ud83d' } }],
    ['a long key', 'PUT', `?id=1`, { status: 'x'.repeat(100_000) }],
  ])('%s: 400, and no fault', async (_name, ...[method, query, body]) => {
    await build();
    const reply = await send(method, `${path}${query}`, { ...(body !== undefined && { body }) });
    expect(reply).toMatchObject({ status: 400, body: { detail: expect.any(String) as unknown } });
    expect(JSON.stringify(reply.body).length).toBeLessThan(2_000);
  });

  it.each(['%00', '..%2f..', "1' or '1'='1", '9'.repeat(400), '%F0%9F%90%9B'])(
    '%s leads to no issue',
    async (named) => {
      for (const one of [
        `/organizations/${world.organization.slug}/issues/${named}/`,
        `/issues/${named}/`,
        `/organizations/${named}/issues/`,
        `/organizations/${world.organization.slug}/releases/${named}/`,
        `/shared/issues/${named}/`,
        `${path.replace('issues/', 'tombstones/')}${named}/`,
      ]) {
        const method = one.includes('tombstones') ? 'DELETE' : 'GET';
        expect([one, (await send(method, one)).status]).toEqual([one, 404]);
      }
      expect(await send('PUT', `${path}?id=${named}`, { body: { status: 'resolved' } })).toMatchObject({ status: 204 });
    },
  );
});
