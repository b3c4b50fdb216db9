import { randomUUID } from 'node:crypto';
import { buildGroup, buildGroups } from '../../support/build/group';
import { buildProject } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildTombstone } from '../../support/build/tombstone';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { cursorOf, restClient, type RestClient } from '../../support/rest-client';
import { useTestDatabase } from '../../support/test-database';

const TEXT: unknown = expect.any(String);
type Json = Readonly<Record<string, unknown>>;

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
let send: RestClient;
let slug: string;
beforeEach(async () => {
  world = await buildWorld(database);
  slug = world.organization.slug;
  send = restClient(server, world.token.token);
});

const get = async (path: string): Promise<unknown> => {
  const { status, body } = await send('GET', path);
  expect(status).toBe(200);
  return body;
};
const idsOf = (body: unknown): readonly string[] => (body as Json[]).map(({ id }) => String(id));

describe('who and where', () => {
  it('the API says who calls, also to nobody', async () => {
    const { owner } = world;
    expect(await get('/')).toMatchObject({
      version: TEXT,
      auth: { scopes: expect.arrayContaining(['event:admin']) as unknown },
      user: { email: owner.email },
    });
    expect(await restClient(server, null)('GET', '/')).toMatchObject({ status: 200, body: { auth: null, user: null } });
    for (const path of ['/auth/', '/users/me/'])
      expect(await get(path)).toEqual({ id: owner.id, name: owner.name, username: owner.username, email: owner.email });
    expect(await get('/users/me/regions/')).toEqual({ regions: [{ name: TEXT, url: server.url }] });
    const ofOrganization = await buildToken(database, { organizationId: world.organization.id, userId: null });
    expect(await restClient(server, ofOrganization.token)('GET', '/auth/')).toMatchObject({ status: 404 });
  });

  it('organizations and projects that the token reaches, with the address of this server', async () => {
    const organization = {
      id: world.organization.id,
      slug,
      name: slug,
      dateCreated: TEXT,
      isEarlyAdopter: false,
      require2FA: false,
      links: { organizationUrl: expect.stringContaining(server.url) as unknown, regionUrl: server.url },
    };
    expect(await get('/organizations/')).toMatchObject([organization]);
    expect(await get(`/organizations/${slug}/`)).toMatchObject(organization);
    expect(await get(`/organizations/${world.organization.id}`)).toMatchObject(organization);
    const { id, name, publicKey } = world.project;
    const project = { id, slug: world.project.slug, name, platform: null, dateCreated: TEXT };
    expect(await get(`/organizations/${slug}/projects/`)).toMatchObject([project]);
    for (const named of [id, world.project.slug])
      expect(await get(`/projects/${slug}/${named}/`)).toMatchObject({ ...project, organization });
    expect(await get(`/projects/${slug}/${id}/keys/`)).toMatchObject([
      { dsn: { public: `${server.url.replace('//', `//${publicKey}@`)}/${id}` } },
    ]);
    expect(await get(`/organizations/${slug}/teams/`)).toEqual([
      { id: world.team.id, slug: world.team.slug, name: world.team.name },
    ]);
  });

  it('lists go on page by page', async () => {
    const { id } = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    const first = await send('GET', `/organizations/${slug}/projects/?per_page=1`);
    expect(idsOf(first.body)).toEqual([world.project.id]);
    const second = await send('GET', `/organizations/${slug}/projects/?per_page=1&cursor=${cursorOf(first, 'next')}`);
    expect(idsOf(second.body)).toEqual([id]);
    expect(cursorOf(second, 'next')).toBeNull();
  });

  it.each([
    '/nothing/',
    '/organizations/nowhere/',
    '/projects/nowhere/none/',
    '/organizations/nowhere/projects/',
    '/issues/1/hashes/',
  ])('%s: 404 with a sentence', async (path) => {
    expect(await send('GET', path)).toMatchObject({ status: 404, body: { detail: TEXT } });
  });

  it('a scope that is missing: 403', async () => {
    const { id: organizationId } = world.organization;
    const token = await buildToken(database, { organizationId, userId: world.owner.id, scopes: ['project:write'] });
    const poor = restClient(server, token.token);
    for (const path of [
      '/organizations/',
      `/organizations/${slug}/`,
      `/projects/${slug}/${world.project.slug}/`,
      `/projects/${slug}/${world.project.slug}/keys/`,
      `/projects/${slug}/${world.project.slug}/issues/`,
      `/organizations/${slug}/issues/1/`,
      `/projects/${slug}/${world.project.slug}/events/`,
      `/projects/${slug}/${world.project.slug}/tombstones/`,
    ]) {
      expect([path, await poor('GET', path)]).toMatchObject([path, { status: 403, body: { detail: TEXT } }]);
    }
    expect(await restClient(server, null)('GET', '/organizations/')).toMatchObject({ status: 401 });
  });
});

describe('the list of issues', () => {
  it('shows what is unresolved unless it is asked otherwise; an empty query finds all', async () => {
    const [open, done] = await buildGroups(database, 2, {
      project: world.project,
      each: (index) => ({ status: index === 0 ? 'UNRESOLVED' : 'RESOLVED' }),
    });
    for (const path of [`/organizations/${slug}/issues/`, `/projects/${slug}/${world.project.slug}/issues/`]) {
      expect(idsOf(await get(path))).toEqual([open?.id]);
      expect(idsOf(await get(`${path}?query=&cursor=&sort=new`))).toHaveLength(2);
      expect(
        idsOf(await get(`${path}?query=is:resolved&sort=freq&statsPeriod=24h&collapse=stats&collapse=filtered`)),
      ).toEqual([done?.id]);
    }
    for (const wrong of [
      'query=is:',
      'sort=upwards',
      'limit=0',
      'limit=x',
      'cursor=x',
      'cursor=abc:0:0',
      'cursor=abc:0:2',
    ]) {
      expect(await send('GET', `/organizations/${slug}/issues/?${wrong}`)).toMatchObject({
        status: 400,
        body: { detail: TEXT },
      });
    }
  });

  it('gives an issue the fields that clients read', async () => {
    const { id } = await buildGroup(database, {
      project: world.project,
      title: 'Error: no',
      level: 'WARNING',
      assignee: { userId: world.owner.id },
    });
    const [issue] = (await get(`/organizations/${slug}/issues/`)) as Json[];
    expect(issue).toMatchObject({
      ...{ id, shortId: `${world.project.slug.toUpperCase()}-1`, title: 'Error: no', culprit: TEXT, level: 'warning' },
      ...{ status: 'unresolved', substatus: 'new', statusDetails: {}, priority: 'medium', count: '1', userCount: 0 },
      ...{ firstSeen: TEXT, lastSeen: TEXT, permalink: `${server.url}/api/0/organizations/${slug}/issues/${id}/` },
      ...{ type: 'error', issueCategory: 'error', isPublic: false, isBookmarked: false, hasSeen: false },
      project: { id: world.project.id, slug: world.project.slug, name: world.project.name },
      assignedTo: { type: 'user', id: world.owner.id, name: world.owner.name, email: world.owner.email },
    });
    const { pathname } = new URL(String(issue?.['permalink']));
    expect(await get(pathname.replace('/api/0', ''))).toMatchObject({ id });
  });

  it('goes on by the Link header, forwards and back', async () => {
    const groups = await buildGroups(database, 5, { project: world.project });
    const path = `/projects/${slug}/${world.project.slug}/issues/?query=&limit=2`;
    const first = await send('GET', path);
    const pages = [first];
    for (let next = cursorOf(first, 'next'); next !== null; next = cursorOf(pages.at(-1) ?? first, 'next')) {
      pages.push(await send('GET', `${path}&cursor=${encodeURIComponent(next)}`));
    }
    expect(pages.map(({ body }) => idsOf(body).length)).toEqual([2, 2, 1]);
    expect(pages.flatMap(({ body }) => idsOf(body)).sort()).toEqual(groups.map(({ id }) => id).sort());
    const back = await send('GET', `${path}&cursor=${cursorOf(pages[1] ?? first, 'previous')}`);
    expect(back.body).toEqual(first.body);
    expect(cursorOf(first, 'previous')).toBeNull();
    const [previous = '', next = ''] = (first.headers.get('link') ?? '').split(', ');
    expect(previous).toContain('rel="previous"; results="false"');
    const [, url = ''] = /^<([^>]+)>/.exec(next) ?? [];
    expect(await send('GET', url.replace(`${server.url}/api/0`, ''))).toMatchObject({
      status: 200,
      body: pages[1]?.body,
    });
  });

  it('knows environments', async () => {
    const [production] = await buildGroups(database, 2, { project: world.project });
    await database.query(
      `insert into group_tag_values (organization_id, group_id, key, value) values ($1, $2, 'environment', 'pro"d')`,
      [world.organization.id, production?.id],
    );
    const found = await get(`/organizations/${slug}/issues/?environment=${encodeURIComponent('pro"d')}&environment=x`);
    expect(idsOf(found)).toEqual([production?.id]);
    expect(
      await send('PUT', `/organizations/${slug}/issues/?environment=none`, { body: { status: 'resolved' } }),
    ).toMatchObject({ status: 204 });
  });
});

describe('one issue', () => {
  it('by id, by short id, without its organization; an issue of nobody is not found', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    const shortId = `${world.project.slug.toUpperCase()}-1`;
    for (const path of [
      `/organizations/${slug}/issues/${id}/`,
      `/organizations/${slug}/issues/${shortId}/`,
      `/issues/${id}/`,
    ]) {
      expect(await get(path)).toMatchObject({ id, shortId, activity: [{ type: 'first_seen' }] });
    }
    expect(await get(`/organizations/${slug}/shortids/${shortId.toLowerCase()}/?collapse=stats`)).toMatchObject({
      groupId: id,
      shortId,
      projectSlug: world.project.slug,
      group: { id },
    });
    const other = await buildWorld(database);
    const foreign = await buildGroup(database, { project: other.project });
    for (const named of [foreign.id, '999999999', '0', 'X-1', 'x']) {
      expect(await send('GET', `/organizations/${slug}/issues/${named}/`)).toMatchObject({
        status: 404,
        body: { detail: 'There is no such issue.' },
      });
      expect(
        await send('PUT', `/organizations/${slug}/issues/${named}/`, { body: { status: 'resolved' } }),
      ).toMatchObject({ status: 404 });
      expect(await send('DELETE', `/organizations/${slug}/issues/${named}/`)).toMatchObject({ status: 404 });
    }
    expect(await send('GET', `/organizations/${other.organization.slug}/issues/${id}/`)).toMatchObject({ status: 404 });
    expect(await send('GET', `/issues/${shortId}/`)).toMatchObject({ status: 404 });
  });

  it('is changed by a body like that of many, and answered whole', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    const path = `/organizations/${slug}/issues/${world.project.slug}-1/`;
    const resolved = await send('PUT', path, { body: { status: 'resolved', assignedTo: `user:${world.owner.id}` } });
    expect(resolved).toMatchObject({
      status: 200,
      body: { id, status: 'resolved', assignedTo: { id: world.owner.id }, activity: expect.any(Array) as unknown },
    });
    const archived = await send('PUT', `/issues/${id}/`, {
      body: { status: 'ignored', substatus: 'archived_until_condition_met', ignoreCount: 5, ignoreWindow: 60 },
    });
    expect(archived.body).toMatchObject({
      status: 'ignored',
      statusDetails: { ignoreCount: 5, ignoreWindow: 60, actor: { id: world.owner.id } },
    });
    expect(await send('PUT', path, { body: { status: 'open' } })).toMatchObject({
      status: 400,
      body: { status: expect.any(Array) as unknown },
    });
    expect(await send('PUT', path, { body: { discard: true } })).toMatchObject({ status: 204 });
    expect(await send('GET', path)).toMatchObject({ status: 404 });
  });

  it('delete-single-deferred: its deletion is accepted with 202', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    expect(await send('DELETE', `/organizations/${slug}/issues/${id}/`)).toMatchObject({ status: 202, body: null });
    const [group] = await database.query<{ status: string }>('select status from groups where id = $1', [id]);
    expect(group?.status).toBe('PENDING_DELETION');
    expect(await send('GET', `/organizations/${slug}/issues/${id}/`)).toMatchObject({ status: 404 });
  });

  it('takes notes', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    const path = `/organizations/${slug}/issues/${id}/`;
    const note = { type: 'note', data: { text: 'noise' }, user: { id: world.owner.id }, dateCreated: TEXT };
    expect(await send('POST', `${path}notes/`, { body: { text: 'noise' } })).toMatchObject({ status: 201, body: note });
    expect(await get(`${path}notes/`)).toMatchObject([note]);
    expect(await get(`${path}activities/`)).toMatchObject({ activity: [note, { type: 'first_seen' }] });
    for (const body of [{}, { text: ' ' }, { text: {} }]) {
      expect(await send('POST', `${path}notes/`, { body })).toMatchObject({ status: 400, body: { detail: TEXT } });
    }
  });

  it('is open to whoever has its link, and to nobody without', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    const { body } = await send('PUT', `/organizations/${slug}/issues/?id=${id}`, { body: { isPublic: true } });
    const { shareId } = body as { shareId: string };
    const anybody = restClient(server, null);
    for (const path of [`/shared/issues/${shareId}/`, `/organizations/${slug}/shared/issues/${shareId}/`]) {
      const shared = await anybody('GET', path);
      expect(shared).toMatchObject({ status: 200, body: { shareId, status: 'unresolved', count: '1' } });
      expect(Object.keys(shared.body as object)).not.toContain('assignedTo');
    }
    expect(await anybody('GET', `/shared/issues/${'0'.repeat(32)}/`)).toMatchObject({ status: 404 });
  });
});

test('events: the latest of an issue, and those of a project', async () => {
  const { id: projectId, publicKey } = world.project;
  const frame = {
    filename: 'a.js',
    function: 'pay',
    lineno: 3,
    in_app: true,
    context_line: 'pay()',
    pre_context: ['1', '2'],
  };
  for (const value of ['first', 'second']) {
    const response = await fetch(`${server.url}/api/${projectId}/store/?sentry_key=${publicKey}`, {
      method: 'POST',
      body: JSON.stringify({
        event_id: randomUUID().replaceAll('-', ''),
        fingerprint: [value],
        exception: { values: [{ type: 'Error', value, stacktrace: { frames: [frame] } }] },
        tags: { kind: value },
        user: { id: 42 },
        request: { url: 'http://example.com/pay', method: 'POST' },
        breadcrumbs: [{ message: 'click' }],
      }),
    });
    expect(response.status).toBe(200);
  }
  const events = (await get(`/projects/${slug}/${world.project.slug}/events/?cursor=`)) as Json[];
  expect(events.map(({ title }) => title)).toEqual(['Error: second', 'Error: first']);
  const issues = (await get(`/organizations/${slug}/issues/?query=kind:first`)) as Json[];
  expect(
    await get(`/organizations/${slug}/issues/${String(issues[0]?.['id'])}/events/latest/?collapse=adjacentEvents`),
  ).toMatchObject({
    ...{
      eventID: events[1]?.['eventID'],
      groupID: issues[0]?.['id'],
      type: 'error',
      title: 'Error: first',
      culprit: TEXT,
    },
    entries: [
      {
        type: 'exception',
        data: {
          values: [
            {
              type: 'Error',
              value: 'first',
              stacktrace: {
                frames: [
                  {
                    function: 'pay',
                    lineNo: 3,
                    inApp: true,
                    context: [
                      [1, '1'],
                      [2, '2'],
                      [3, 'pay()'],
                    ],
                  },
                ],
              },
            },
          ],
        },
      },
      { type: 'request', data: { url: 'http://example.com/pay', method: 'POST' } },
      { type: 'breadcrumbs', data: { values: [{ message: 'click' }] } },
    ],
    tags: expect.arrayContaining([{ key: 'kind', value: 'first' }]) as unknown,
    user: { id: '42' },
  });
  const { id } = await buildGroup(database, { project: world.project });
  expect(await send('GET', `/issues/${id}/events/latest/`)).toMatchObject({ status: 404 });
});

test('discard-undo, discard-undo-wrong-project: tombstones are listed and deleted in their own project only', async () => {
  const other = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
  const id = await buildTombstone(database, world.project);
  const path = `/projects/${slug}/${world.project.slug}/tombstones/`;
  expect(await get(path)).toMatchObject([{ id, title: TEXT, level: TEXT, dateAdded: TEXT }]);
  expect(await send('DELETE', `/projects/${slug}/${other.slug}/tombstones/${id}/`)).toMatchObject({ status: 404 });
  expect(await send('DELETE', `${path}x/`)).toMatchObject({ status: 404 });
  expect(await send('DELETE', `${path}${id}/`)).toMatchObject({ status: 204, body: null });
  expect(await get(path)).toEqual([]);
});
