import { buildGroup, buildGroups } from '../../support/build/group';
import type { GroupOptions } from '../../support/build/group-options';
import { buildMember, buildProject, buildTeam } from '../../support/build/organization';
import { buildRelease } from '../../support/build/release';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { restClient, type RestClient, type RestReply } from '../../support/rest-client';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
let send: RestClient;
let path: string;
let projectPath: string;
beforeEach(async () => {
  world = await buildWorld(database);
  send = restClient(server, world.token.token);
  path = `/organizations/${world.organization.slug}/issues/`;
  projectPath = `/projects/${world.organization.slug}/${world.project.slug}/issues/`;
});

const build = (given: GroupOptions = {}) => buildGroup(database, { project: world.project, ...given });

function put(query: string, body: unknown, headers = {}): Promise<RestReply> {
  return send('PUT', `${path}${query}`, { body, headers });
}

/** Status and substatus of an issue, as the server shows them. */
async function shown(id: string): Promise<Record<string, unknown>> {
  const { body } = await send('GET', `${path}?query=issue.category:error&limit=100`);
  const found = (body as Record<string, unknown>[]).find((issue) => issue['id'] === id);
  if (found === undefined) throw new Error(`issue ${id} is not listed`);
  return found;
}

async function statuses(ids: readonly string[]): Promise<readonly string[]> {
  const rows = await database.query<{ status: string }>(
    'select status from groups where id = any ($1::bigint[]) order by id',
    [`{${ids.join(',')}}`],
  );
  return rows.map(({ status }) => status);
}

describe('what a body can say', () => {
  const RESOLVED = { status: 'resolved', statusDetails: {} };
  it.each<[string, object, object, object]>([
    ['resolved', { status: 'resolved', snoozeDuration: null }, RESOLVED, RESOLVED],
    ['resolved in the next release, without releases', { status: 'resolvedInNextRelease' }, RESOLVED, RESOLVED],
    ['muted', { status: 'muted', snoozeDuration: null }, { status: 'muted', inbox: null }, { status: 'ignored' }],
    [
      'archived for ever',
      { status: 'ignored', substatus: 'archived_forever' },
      { status: 'ignored', substatus: 'archived_forever', statusDetails: {} },
      { status: 'ignored', substatus: 'archived_forever' },
    ],
    [
      'archived until it escalates',
      { status: 'ignored', substatus: 'archived_until_escalating' },
      { statusDetails: { ignoreUntilEscalating: true } },
      { status: 'ignored', substatus: 'archived_until_escalating' },
    ],
    [
      'conditions under statusDetails',
      { status: 'ignored', statusDetails: { ignoreCount: 100, ignoreWindow: 60 }, ignoreCount: 5 },
      {
        ignoreCount: 5,
        statusDetails: { ignoreCount: 100, ignoreWindow: 60, ignoreUntil: null, ignoreUserCount: null },
      },
      { substatus: 'archived_until_condition_met', statusDetails: { ignoreCount: 100, ignoreWindow: 60 } },
    ],
    [
      'conditions beside the status',
      { status: 'ignored', substatus: 'archived_until_condition_met', ignoreCount: '5', ignoreWindow: 60 },
      { ignoreCount: 5, statusDetails: { ignoreCount: 5 } },
      { substatus: 'archived_until_condition_met', statusDetails: { ignoreCount: 5, ignoreWindow: 60 } },
    ],
    [
      'an old name for minutes',
      { status: 'ignored', snoozeDuration: 30 },
      { statusDetails: { ignoreUntil: expect.any(String) as unknown } },
      { substatus: 'archived_until_condition_met', statusDetails: { ignoreUntil: expect.any(String) as unknown } },
    ],
    ['a priority', { priority: 'high' }, { priority: 'high' }, { priority: 'high' }],
    ['a flag as a number', { isBookmarked: 1 }, { isBookmarked: true }, { isBookmarked: true }],
    ['a flag as a word', { hasSeen: 'on' }, { hasSeen: true }, { hasSeen: true }],
    [
      'a subscription',
      { isSubscribed: 'true' },
      { subscriptionDetails: { reason: 'unknown' } },
      { isSubscribed: true },
    ],
    ['the inbox', { inbox: 'false' }, { inbox: false }, { inbox: null }],
    [
      'unknown and null keys',
      { priority: 'low', foo: 1, inbox: null, hasSeen: null, assignedTo: null },
      { priority: 'low' },
      { priority: 'low' },
    ],
  ])('%s', async (_name, ...[body, answer, after]) => {
    const { id } = await build();
    const reply = await put(`?id=${id}`, body);
    expect(reply).toMatchObject({ status: 200, body: answer });
    expect(await shown(id)).toMatchObject(after);
  });

  it('nothing at all', async () => {
    const { id } = await build();
    expect(await put(`?id=${id}`, undefined)).toMatchObject({ status: 200, body: {} });
    expect(await put(`?id=${id}`, {})).toMatchObject({ status: 200, body: {} });
    expect(await shown(id)).toMatchObject({ status: 'unresolved' });
  });

  it('the reopening of an issue', async () => {
    const { id } = await build({ status: 'RESOLVED' });
    expect(await put(`?id=${id}`, { status: 'unresolved' })).toMatchObject({
      status: 200,
      body: { status: 'unresolved', statusDetails: {} },
    });
    expect(await shown(id)).toMatchObject({ status: 'unresolved', substatus: 'regressed' });
  });

  it('releases: given, next, of a commit; one issue shows its feed', async () => {
    await buildRelease(database, 'api@1.0.0', { projects: [world.project] });
    const { id } = await build();
    const given = await put(`?id=${id}`, { status: 'resolved', statusDetails: { inRelease: 'api@1.0.0' } });
    expect(given).toMatchObject({
      status: 200,
      body: {
        status: 'resolved',
        statusDetails: { inRelease: 'api@1.0.0', actor: { id: world.owner.id } },
        activity: [
          { type: 'set_resolved_in_release', user: { id: world.owner.id }, data: { version: 'api@1.0.0' } },
          {},
        ],
      },
    });
    const next = await put(`?id=${id}`, { status: 'resolvedInNextRelease' });
    expect(next.body).toMatchObject({ status: 'resolved', statusDetails: { inNextRelease: true } });
    const commit = { commit: 'abc', repository: 'acme/api' };
    const unknown = await put(`?id=${id}`, { status: 'resolved', statusDetails: { inCommit: commit } });
    expect(unknown).toMatchObject({
      status: 400,
      body: { statusDetails: { inCommit: { repository: ['Unable to find the given repository.'] } } },
    });
    const missing = await put(`?id=${id}`, { status: 'resolved', statusDetails: { inRelease: 'api@9' } });
    expect(missing).toMatchObject({
      status: 400,
      body: { statusDetails: { inRelease: ['Unable to find a release with the given version.'] } },
    });
  });
});

describe('assignedTo', () => {
  it.each<[string, (world: World) => unknown, 'user' | 'team']>([
    ['a number', ({ owner }) => Number(owner.id), 'user'],
    ['digits', ({ owner }) => owner.id, 'user'],
    ['user:ID', ({ owner }) => `user:${owner.id}`, 'user'],
    ['team:ID', ({ team }) => `team:${team.id}`, 'team'],
    ['a username', ({ owner }) => owner.username, 'user'],
    ['an e-mail address', ({ owner }) => owner.email.toUpperCase(), 'user'],
  ])('may be %s; an empty text clears', async (_name, valueOf, type) => {
    const { id } = await build();
    const who = type === 'user' ? world.owner : world.team;
    const actor = { type, id: who.id, name: who.name };
    expect(await put(`?id=${id}`, { assignedTo: valueOf(world) })).toMatchObject({
      status: 200,
      body: { assignedTo: actor },
    });
    expect(await shown(id)).toMatchObject({ assignedTo: actor });
    expect(await put(`?id=${id}`, { assignedTo: '' })).toMatchObject({ status: 200, body: { assignedTo: null } });
    expect(await shown(id)).toMatchObject({ assignedTo: null });
  });

  it('must be somebody', async () => {
    const { id } = await build();
    for (const assignedTo of ['foo:1', 'nobody', 'user:0', 'nobody@example.com', {}, 99999999999]) {
      const reply = await put(`?id=${id}`, { assignedTo });
      expect(reply).toMatchObject({
        status: 400,
        body: { detail: expect.any(String) as unknown, assignedTo: [expect.any(String)] },
      });
    }
  });
});

describe('which issues', () => {
  it('ids that are not there change nothing and are no error', async () => {
    const other = await buildWorld(database);
    const foreign = await buildGroup(database, { project: other.project });
    const { id } = await build();
    for (const ids of ['?id=999999999', '?id=x', '?id=', `?id=${foreign.id}`]) {
      expect(await put(ids, { status: 'resolved' })).toMatchObject({ status: 204, body: null });
    }
    expect(await put(`?id=${id}&id=${foreign.id}&id=x`, { status: 'resolved' })).toMatchObject({ status: 200 });
    // In id order: the foreign one is the older.
    expect(await statuses([foreign.id, id])).toEqual(['UNRESOLVED', 'RESOLVED']);
  });

  it('R1 no ids and no query: what is unresolved, whatever its priority; or what has the given status', async () => {
    const groups = await buildGroups(database, 4, {
      project: world.project,
      each: (index) => ({
        status: index < 2 ? 'UNRESOLVED' : index === 2 ? 'IGNORED' : 'RESOLVED',
        priority: index === 0 ? null : 'LOW',
      }),
    });
    const ids = groups.map(({ id }) => id);
    expect(await send('PUT', projectPath, { body: { status: 'resolved', snoozeDuration: null } })).toMatchObject({
      status: 200,
    });
    expect(await statuses(ids)).toEqual(['RESOLVED', 'RESOLVED', 'IGNORED', 'RESOLVED']);
    expect(await send('PUT', `${projectPath}?status=ignored`, { body: { status: 'unresolved' } })).toMatchObject({
      status: 200,
    });
    expect(await statuses(ids)).toEqual(['RESOLVED', 'RESOLVED', 'UNRESOLVED', 'RESOLVED']);
    expect(await send('PUT', `${projectPath}?status=ignored`, { body: { status: 'unresolved' } })).toMatchObject({
      status: 204,
    });
  });

  it('R1 an empty query without ids is refused, and so is what is no status change, and a deletion', async () => {
    const { id } = await build();
    expect(await put('?query=', { status: 'resolved' })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('query') as unknown },
    });
    expect(await put('?query=is:unresolved', { priority: 'high' })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('id') as unknown },
    });
    expect(await send('DELETE', `${path}?query=is:unresolved`)).toMatchObject({ status: 400 });
    expect(await send('DELETE', path)).toMatchObject({ status: 400 });
    expect(await put('?viewId=3', { status: 'resolved' })).toMatchObject({ status: 400 });
    expect(await put('?cursor=abc:0:0', { status: 'resolved' })).toMatchObject({ status: 400 });
    expect(await put('?status=open', { status: 'resolved' })).toMatchObject({ status: 400 });
    expect(await statuses([id])).toEqual(['UNRESOLVED']);
  });

  it('S1 S2 ids with a query mean both; a project by slug or id; one that is not there is not found', async () => {
    const other = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    const [here, resolved, there] = [
      await build(),
      await build({ status: 'RESOLVED' }),
      await buildGroup(database, { project: other }),
    ];
    const ids = [here.id, resolved.id, there.id];
    const all = ids.map((id) => `id=${id}`).join('&');
    expect(await put(`?${all}&query=is:resolved`, { status: 'ignored' })).toMatchObject({ status: 200 });
    expect(await statuses(ids)).toEqual(['UNRESOLVED', 'IGNORED', 'UNRESOLVED']);
    expect(await put(`?${all}&project=${other.id}`, { status: 'resolved' })).toMatchObject({ status: 200 });
    expect(await statuses(ids)).toEqual(['UNRESOLVED', 'IGNORED', 'RESOLVED']);
    expect(
      await send('PUT', `${projectPath}?${all}&status=unresolved`, { body: { status: 'resolved' } }),
    ).toMatchObject({ status: 200 });
    expect(await statuses(ids)).toEqual(['RESOLVED', 'IGNORED', 'RESOLVED']);
    expect(await put('?project=-1&status=resolved', { status: 'unresolved' })).toMatchObject({ status: 200 });
    expect(await statuses(ids)).toEqual(['UNRESOLVED', 'IGNORED', 'UNRESOLVED']);
    expect(await put('?project=nowhere', { status: 'resolved' })).toMatchObject({ status: 404 });
    expect(await send('PUT', `/projects/${world.organization.slug}/nowhere/issues/`, { body: {} })).toMatchObject({
      status: 404,
    });
    expect(await send('PUT', '/organizations/nowhere/issues/', { body: {} })).toMatchObject({ status: 404 });
  });
});

describe('refusals', () => {
  it.each<[string, unknown, object]>([
    ['status', { status: 'archived' }, { status: [`"archived" is not a valid choice.`, expect.any(String)] }],
    ['substatus', { substatus: 'old' }, { substatus: expect.any(Array) as unknown }],
    ['priority', { priority: 1 }, { priority: expect.any(Array) as unknown }],
    ['a flag', { isPublic: 'maybe' }, { isPublic: ['Must be a valid boolean.'] }],
    ['a number', { status: 'ignored', ignoreCount: 'many' }, { ignoreCount: ['A valid integer is required.'] }],
    [
      'a number of the details',
      { status: 'ignored', statusDetails: { ignoreCount: 1.5 } },
      { statusDetails: { ignoreCount: ['A valid integer is required.'] } },
    ],
    [
      'a number that nothing holds',
      { status: 'ignored', ignoreDuration: 99_999_999_999, ignoreCount: '9999999999' },
      { ignoreDuration: [expect.stringContaining('2147483647')], ignoreCount: [expect.any(String)] },
    ],
    ['T3 zero', { status: 'ignored', ignoreCount: 0 }, { ignoreCount: [expect.any(String)] }],
    [
      'T3 too long a window',
      { status: 'ignored', statusDetails: { ignoreCount: 1, ignoreWindow: 10081 } },
      { statusDetails: { ignoreWindow: [expect.stringContaining('10080')] } },
    ],
    ['details', { status: 'resolved', statusDetails: 'soon' }, { statusDetails: ['Must be an object.'] }],
    [
      'a commit',
      { status: 'resolved', statusDetails: { inCommit: { commit: 'a' } } },
      { statusDetails: { inCommit: { repository: ['This field is required.'] } } },
    ],
    ['discard with more', { discard: true, status: 'resolved' }, { discard: [expect.any(String)] }],
    ['a list', [], { detail: 'Send a JSON object.' }],
    ['no JSON', '{', { detail: expect.stringContaining('JSON') as unknown }],
  ])('%s: 400, and nothing is changed', async (_name, body, answer) => {
    const { id } = await build();
    const reply = await put(`?id=${id}`, body);
    expect(reply).toMatchObject({ status: 400, body: { detail: expect.any(String) as unknown, ...answer } });
    expect(await shown(id)).toMatchObject({ status: 'unresolved', substatus: 'new' });
  });

  it('status-resolve-refused-for-unresolvable-type, T21: the call, with a sentence', async () => {
    const [{ id }, metric] = [await build(), await build({ category: 'METRIC' })];
    const reply = await send('PUT', projectPath, { body: { status: 'resolved' } });
    expect(reply).toMatchObject({ status: 400, body: { detail: 'Cannot manually resolve one or more issues.' } });
    expect(reply.body).toMatchObject({ problems: [{ code: 'ACTION_NOT_ALLOWED_FOR_TYPE', issueIds: [metric.id] }] });
    expect(await statuses([id, metric.id])).toEqual(['UNRESOLVED', 'UNRESOLVED']);
  });

  it('no token: 401; a scope that is missing: 403, naming it', async () => {
    const { id } = await build();
    for (const token of [null, 'x', `mst_${'a'.repeat(43)}`]) {
      const reply = await restClient(server, token)('PUT', `${path}?id=${id}`, { body: { status: 'resolved' } });
      expect(reply).toMatchObject({ status: 401, body: { detail: expect.any(String) as unknown } });
    }
    const reader = await buildToken(database, {
      organizationId: world.organization.id,
      userId: world.owner.id,
      scopes: ['event:read'],
    });
    const writer = await buildToken(database, {
      organizationId: world.organization.id,
      userId: world.owner.id,
      scopes: ['event:write'],
    });
    const refused = await restClient(server, reader.token)('PUT', `${path}?id=${id}`, { body: { status: 'resolved' } });
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('event:write') as unknown } });
    const deleting = await restClient(server, writer.token)('DELETE', `${path}?id=${id}`);
    expect(deleting).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('event:admin') as unknown },
    });
    const discarding = await restClient(server, writer.token)('PUT', `${path}?id=${id}`, { body: { discard: true } });
    expect(discarding.status).toBe(403);
    expect(await statuses([id])).toEqual(['UNRESOLVED']);
  });

  it('T10 an assignee who cannot see the project', async () => {
    const organizationId = world.organization.id;
    await database.query('update organizations set open_membership = false where id = $1', [organizationId]);
    const stranger = await buildMember(database, { organizationId });
    const team = await buildTeam(database, { organizationId });
    const { id } = await build();
    for (const assignedTo of [`user:${stranger.id}`, `team:${team.id}`]) {
      expect(await put(`?id=${id}`, { assignedTo })).toMatchObject({
        status: 400,
        body: { assignedTo: [expect.any(String)] },
      });
    }
  });
});

test('merge names the parent; the others go into it', async () => {
  const groups = await buildGroups(database, 3, { project: world.project });
  const [parent = '', ...children] = groups.map(({ id }) => id);
  const reply = await put(`?${groups.map(({ id }) => `id=${id}`).join('&')}`, { merge: true });
  expect(reply).toMatchObject({ status: 200, body: { merge: { parent, children } } });
  expect(await put(`?id=${parent}`, { merge: true })).toMatchObject({ status: 200, body: { merge: true } });
  const other = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
  const [here, there] = [await build(), await buildGroup(database, { project: other })];
  expect(await put(`?id=${here.id}&id=${there.id}`, { merge: true })).toMatchObject({
    status: 400,
    body: { detail: 'Merging across multiple projects is not supported' },
  });
});

test('a link is drawn, kept, and dropped', async () => {
  const { id } = await build();
  const drawn = await put(`?id=${id}`, { isPublic: true });
  expect(drawn).toMatchObject({
    status: 200,
    body: { isPublic: true, shareId: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown },
  });
  expect((await put(`?id=${id}`, { isPublic: 'true' })).body).toMatchObject({
    shareId: (drawn.body as { shareId: string }).shareId,
  });
  expect(await put(`?id=${id}`, { isPublic: false })).toMatchObject({
    status: 200,
    body: { isPublic: false, shareId: null },
  });
});

test('discard and deletion answer 204 without a body', async () => {
  const [discarded, deleted] = [await build(), await build()];
  expect(await put(`?id=${discarded.id}`, { discard: true })).toMatchObject({ status: 204, body: null });
  expect(await send('DELETE', `${path}?id=${deleted.id}`)).toMatchObject({ status: 204, body: null });
  expect(await send('DELETE', `${projectPath}?id=${deleted.id}`)).toMatchObject({ status: 204, body: null });
  expect(await statuses([discarded.id, deleted.id])).toEqual(['PENDING_DELETION', 'PENDING_DELETION']);
});

test('I1 the header Idempotency-Key makes a repeat answer from the first operation', async () => {
  const { id } = await build();
  const headers = { 'idempotency-key': `key-${id}` };
  const first = await put(`?id=${id}`, { status: 'resolved' }, headers);
  await put(`?id=${id}`, { status: 'unresolved' });
  const again = await put(`?id=${id}`, { status: 'resolved' }, headers);
  expect(again).toMatchObject({ status: 200, body: first.body });
  expect(again.headers.get('x-muster-operation')).toBe(first.headers.get('x-muster-operation'));
  expect(await statuses([id])).toEqual(['UNRESOLVED']);
  expect(await put(`?id=${id}`, { status: 'ignored' }, headers)).toMatchObject({ status: 400 });
});

test('a repeat of the same request changes nothing and adds nothing to the feed', async () => {
  const { id } = await build();
  const replies = [];
  for (let sent = 0; sent < 3; sent += 1)
    replies.push(await put(`?id=${id}`, { status: 'resolved', snoozeDuration: null }));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  const rows = await database.query('select from activities where group_id = $1', [id]);
  expect(rows).toHaveLength(1);
});
