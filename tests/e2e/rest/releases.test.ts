import { buildGroup } from '../../support/build/group';
import { buildProject } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
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
let path: string;
let projectPath: string;
beforeEach(async () => {
  world = await buildWorld(database);
  send = restClient(server, world.token.token);
  path = `/organizations/${world.organization.slug}/releases/`;
  projectPath = `/projects/${world.organization.slug}/${world.project.slug}/releases/`;
});

const post = (version: string, more: object = {}) =>
  send('POST', path, {
    body: { version, projects: [world.project.slug], dateStarted: '2026-11-22T10:00:00Z', ...more },
  });
const versionsOf = (body: unknown): readonly unknown[] => (body as Json[]).map(({ version }) => version);

test('a release is made once, shown, finalized and archived', async () => {
  const made = await post('1.0.1');
  const project = { id: Number(world.project.id), slug: world.project.slug, name: world.project.name };
  const release = {
    version: '1.0.1',
    shortVersion: '1.0.1',
    status: 'open',
    dateCreated: TEXT,
    dateReleased: null,
    lastCommit: null,
    lastDeploy: null,
    newGroups: 0,
    projects: [project],
  };
  expect(made).toMatchObject({ status: 201, body: release });
  expect(await post('1.0.1')).toMatchObject({ status: 208, body: release });
  const dateReleased = '2026-11-22T11:00:00.000Z';
  const finalized = await send('PUT', `${path}1.0.1/`, { body: { projects: [world.project.id], dateReleased } });
  expect(finalized).toMatchObject({ status: 200, body: { ...release, dateReleased } });
  for (const one of [path, projectPath])
    expect(await send('GET', `${one}1.0.1/`)).toMatchObject({ status: 200, body: { version: '1.0.1', dateReleased } });
  const archived = await send('POST', path, { body: { version: '1.0.1', projects: [], status: 'archived' } });
  expect(archived).toMatchObject({ status: 208, body: { status: 'archived' } });
  expect(await send('POST', projectPath, { body: { version: '1.0.1', status: 'open' } })).toMatchObject({
    status: 208,
    body: { status: 'open' },
  });
});

test('releases are listed newest first, page by page; of a project only its own', async () => {
  const other = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
  await post('a@1');
  await post('a@2', { projects: [other.slug] });
  await post('a b/c@3');
  const first = await send('GET', `${path}?per_page=2`);
  expect(versionsOf(first.body)).toEqual(['a b/c@3', 'a@2']);
  expect(versionsOf((await send('GET', `${path}?per_page=2&cursor=${cursorOf(first, 'next')}`)).body)).toEqual(['a@1']);
  expect(versionsOf((await send('GET', projectPath)).body)).toEqual(['a b/c@3', 'a@1']);
  expect(await send('GET', `${path}${encodeURIComponent('a b/c@3')}/`)).toMatchObject({
    status: 200,
    body: { version: 'a b/c@3' },
  });
  expect(await send('GET', `${projectPath}a@2/`)).toMatchObject({ status: 404 });
});

test('commits resolve the issues that they name, are listed, and lead to the release before', async () => {
  const { id } = await buildGroup(database, { project: world.project });
  const shortId = `${world.project.slug.toUpperCase()}-1`;
  await post('1.0.0');
  await post('1.0.1');
  const commit = (key: string, message: string) => ({
    id: key,
    message,
    repository: 'acme/api',
    author_name: 'A',
    author_email: 'a@example.com',
    timestamp: '2026-11-22T10:00:00+01:00',
    patch_set: [{ path: 'f', type: 'M' }],
  });
  const put = await send('PUT', `${path}1.0.0/`, {
    body: { commits: [commit('aaa', 'Start'), commit('bbb', `Fixes ${shortId}\n`)] },
  });
  expect(put).toMatchObject({
    status: 200,
    body: {
      commitCount: 2,
      lastCommit: { message: TEXT, repository: { name: 'acme/api' }, author: { email: 'a@example.com' } },
    },
  });
  expect(await send('GET', `/issues/${id}/`)).toMatchObject({
    body: { status: 'resolved', statusDetails: { inRelease: '1.0.0' } },
  });
  expect((await send('GET', `${path}1.0.0/commits/`)).body).toMatchObject([{ id: 'bbb' }, { id: 'aaa' }]);
  expect(await send('GET', `${path}1.0.1/previous-with-commits/`)).toMatchObject({
    status: 200,
    body: { version: '1.0.0', lastCommit: { id: 'bbb' } },
  });
  expect(await send('GET', `${path}1.0.0/previous-with-commits/`)).toMatchObject({ status: 200, body: {} });
  const refs = [{ repository: 'acme/web', commit: 'aaa..ccc', previousCommit: null }];
  expect(await send('PUT', `${path}1.0.1/`, { body: { refs, commits: [{ id: 'ddd' }] } })).toMatchObject({
    status: 200,
    body: { commitCount: 2 },
  });
  const repositories = await send('GET', `/organizations/${world.organization.slug}/repos/?per_page=100`);
  expect(repositories.body).toMatchObject(
    ['acme/api', 'acme/web', `organization-${world.organization.id}`].map((name) => ({
      name,
      provider: { id: TEXT },
      status: 'active',
    })),
  );
});

test('a deployment that is told twice is one', async () => {
  await post('1.0.0');
  const deploy = {
    environment: 'production',
    name: null,
    url: 'https://example.com',
    dateStarted: null,
    dateFinished: '2026-11-22T10:00:00Z',
  };
  const told = await send('POST', `${path}1.0.0/deploys/`, { body: deploy });
  expect(told).toMatchObject({
    status: 201,
    body: { environment: 'production', url: 'https://example.com', name: null },
  });
  expect((await send('POST', `${path}1.0.0/deploys/`, { body: { ...deploy, name: 'again' } })).body).toMatchObject({
    id: (told.body as Json)['id'],
  });
  await send('POST', `${projectPath}1.0.0/deploys/`, { body: { environment: 'staging' } });
  expect((await send('GET', `${path}1.0.0/deploys/`)).body).toMatchObject([
    { environment: 'staging' },
    { environment: 'production', name: 'again' },
  ]);
  expect((await send('GET', `${path}1.0.0/`)).body).toMatchObject({
    deployCount: 2,
    lastDeploy: { environment: 'staging' },
  });
  for (const body of [
    {},
    { environment: ' ' },
    { environment: 'x', url: 'javascript:1' },
    { environment: 'x', dateFinished: 'soon' },
  ]) {
    expect(await send('POST', `${path}1.0.0/deploys/`, { body })).toMatchObject({
      status: 400,
      body: { detail: TEXT },
    });
  }
});

test('a release that no issue speaks of can be deleted, and leaves nothing', async () => {
  await post('1.0.0', { commits: [{ id: 'aaa', repository: 'r' }] });
  await send('POST', `${path}1.0.0/deploys/`, { body: { environment: 'production' } });
  await post('2.0.0');
  const { id } = await buildGroup(database, { project: world.project });
  await send('PUT', `/issues/${id}/`, { body: { status: 'resolved', statusDetails: { inRelease: '2.0.0' } } });
  expect(await send('DELETE', `${path}2.0.0/`)).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('archive') as unknown },
  });
  expect(await send('DELETE', `${path}1.0.0/`)).toMatchObject({ status: 204, body: null });
  expect(await send('DELETE', `${path}1.0.0/`)).toMatchObject({ status: 404 });
  expect(versionsOf((await send('GET', path)).body)).toEqual(['2.0.0']);
  for (const table of ['release_commits', 'deploys']) {
    expect(await database.query(`select from ${table} where organization_id = $1`, [world.organization.id])).toEqual(
      [],
    );
  }
});

test('a release that others have, too, is only taken from the projects that the caller sees', async () => {
  const organizationId = world.organization.id;
  await database.query('update organizations set open_membership = false where id = $1', [organizationId]);
  const hidden = await buildProject(database, { organizationId });
  const everything = restClient(server, (await buildToken(database, { organizationId, userId: null })).token);
  await everything('POST', path, { body: { version: '1.0.0', projects: [world.project.slug, hidden.slug] } });
  expect((await send('GET', `${path}1.0.0/`)).body).toMatchObject({ projects: [{ slug: world.project.slug }] });
  expect(await send('DELETE', `${path}1.0.0/`)).toMatchObject({ status: 204 });
  expect(await send('GET', `${path}1.0.0/`)).toMatchObject({ status: 404 });
  expect((await everything('GET', `${path}1.0.0/`)).body).toMatchObject({ projects: [{ slug: hidden.slug }] });
});

test.each<[string, object]>([
  ['no version', { version: '' }],
  ['a version that cannot be one', { version: 'latest' }],
  ['no project', { projects: [] }],
  ['projects that are no list', { projects: 'api' }],
  ['a date that is none', { dateReleased: 'soon' }],
  ['a date before all years', { dateReleased: '-200000-01-01T00:00:00.000Z' }],
  ['a date after all years', { dateReleased: '+012026-01-01T00:00:00.000Z' }],
  ['a status that is none', { status: 'gone' }],
  ['a commit without id', { commits: [{ repository: 'r' }] }],
  ['a commit with a bad address', { commits: [{ id: 'a', repository: 'r', author_email: 'a' }] }],
  ['commits that are no objects', { commits: [1] }],
  ['a ref without repository', { refs: [{ commit: 'a' }] }],
])('%s: 400, and no release', async (_name, more) => {
  expect(await post('1.0.0', more)).toMatchObject({ status: 400, body: { detail: TEXT } });
  expect((await send('GET', path)).body).toEqual([]);
});

test('scopes: project:read to read, project:releases to write', async () => {
  await post('1.0.0');
  const { id: organizationId } = world.organization;
  const tokenOf = async (scopes: Parameters<typeof buildToken>[1]) =>
    restClient(server, (await buildToken(database, scopes)).token);
  const reader = await tokenOf({ organizationId, userId: world.owner.id, scopes: ['project:read'] });
  const stranger = await tokenOf({ organizationId, userId: world.owner.id, scopes: ['event:admin'] });
  expect(await reader('GET', `${path}1.0.0/`)).toMatchObject({ status: 200 });
  const body = { version: '2.0.0', projects: [world.project.slug], environment: 'x' };
  for (const [method, one] of [
    ['POST', path],
    ['PUT', `${path}1.0.0/`],
    ['DELETE', `${path}1.0.0/`],
    ['POST', `${path}1.0.0/deploys/`],
  ] as const) {
    expect([method, one, await reader(method, one, { body })]).toMatchObject([
      method,
      one,
      { status: 403, body: { detail: expect.stringContaining('project:releases') as unknown } },
    ]);
  }
  for (const one of [
    path,
    `${path}1.0.0/`,
    `${path}1.0.0/commits/`,
    `/organizations/${world.organization.slug}/repos/`,
  ]) {
    expect([one, await stranger('GET', one)]).toMatchObject([one, { status: 403 }]);
  }
  expect(await send('POST', path, { body: { ...body, projects: ['nowhere'] } })).toMatchObject({ status: 404 });
  expect(await send('PUT', `${path}9/`, { body: {} })).toMatchObject({ status: 404 });
});
