import { buildGroups } from '../support/build/group';
import { buildRelease } from '../support/build/release';
import { buildClientWorld, type ClientWorld } from '../support/clients/client-world';
import { sentry, sentryApi, sentryCli } from '../support/clients/command-lines';
import { FailingProxy } from '../support/clients/failing-proxy';
import { InstalledClients, run } from '../support/clients/installed-clients';
import { McpClient } from '../support/clients/mcp-client';
import { useHttpServer } from '../support/http-server';
import { useTestDatabase } from '../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let clients: InstalledClients;
let world: ClientWorld;
let mcp: McpClient | undefined;
beforeAll(async () => {
  clients = await InstalledClients.install('sentry-cli', 'sentry', 'api', 'mcp');
});
afterAll(() => clients?.remove());
afterEach(async () => {
  await mcp?.stop();
  mcp = undefined;
});
beforeEach(async () => {
  world = await buildClientWorld(database, server);
});

const build = (count: number) => buildGroups(database, count, { project: world.project });

test('sentry-cli lists, resolves, mutes and reopens issues', async () => {
  const issues = await build(3);
  const [first = '', second = '', third = ''] = issues.map(({ id }) => id);
  const cli = sentryCli(clients, world.target);
  expect(await cli('info')).toContain(world.owner.email);
  const listed = await cli('issues', 'list');
  for (const { title } of issues) expect(listed).toContain(title.slice(0, 20));
  await cli('issues', 'resolve', '-i', first, '-i', second);
  expect([await world.issue(1), await world.issue(2)]).toMatchObject([{ status: 'RESOLVED' }, { status: 'RESOLVED' }]);
  await cli('issues', 'mute', '-i', third);
  expect(await world.issue(3)).toMatchObject({ status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' });
  await cli('issues', 'unresolve', '-s', 'resolved');
  expect([await world.issue(1), await world.issue(3)]).toMatchObject([{ status: 'UNRESOLVED' }, { status: 'IGNORED' }]);
  await cli('issues', 'resolve', '-i', '9000000000000000000');
  expect(await world.issue(1)).toMatchObject({ status: 'UNRESOLVED' });
});

test('sentry-cli sends an event, and the commits of its release resolve it', async () => {
  const cwd = await clients.newHome();
  const git = (...args: readonly string[]) =>
    run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd });
  await git('init', '-q');
  await git('commit', '-q', '--allow-empty', '-m', 'Fixes API-1');
  const cli = sentryCli(clients, world.target, { cwd });
  await cli('send-event', '-m', 'Hello %s', '-a', 'world', '-f', 'my-group');
  expect(await world.issue(1)).toMatchObject({ status: 'UNRESOLVED' });
  await cli('releases', 'new', '1.0.1');
  await cli('releases', 'set-commits', '1.0.1', '--local');
  await cli('releases', 'finalize', '1.0.1');
  expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED', statusDetails: { inRelease: '1.0.1' } });
  expect(await cli('releases', 'list')).toMatch(/ago.*1\.0\.1|1\.0\.1/);
});

test('sentry-cli that hears 503 after each commit repeats the request: one change, one line in the feed', async () => {
  const [{ id } = { id: '' }] = await build(1);
  const proxy = await FailingProxy.start(server.url, { method: 'PUT' });
  const target = { ...world.target, url: proxy.url };
  const cli = sentryCli(clients, target, { env: { SENTRY_HTTP_MAX_RETRIES: '2' } });
  await expect(cli('issues', 'resolve', '-i', id)).rejects.toThrow('503');
  await proxy.stop();
  expect(proxy.passed).toBe(3);
  const { status, activity } = await world.issue(1);
  expect([status, ...activity.nodes.map(({ type }) => type)]).toEqual(['RESOLVED', 'SET_RESOLVED', 'FIRST_SEEN']);
});

test('sentry-cli resolves 5,000 issues at once, in one operation that GraphQL shows and undoes', async () => {
  await build(5_000);
  await sentryCli(clients, world.target)('issues', 'resolve', '--all');
  const operations = `query ($slug: String!) { bulkOperations(organization: $slug) { nodes { id counts { requested changed } } } }`;
  type Operations = { bulkOperations: { nodes: { id: string; counts: object }[] } };
  const { token } = world.token;
  const { data } = await server.graphql<Operations>(operations, { slug: world.organization.slug }, token);
  expect(data.bulkOperations.nodes).toMatchObject([{ counts: { requested: 5_000, changed: 5_000 } }]);
  const undo = `mutation ($id: ID!) { undoBulkOperation(id: $id) { operation { counts { changed } } userErrors { code } } }`;
  const undone = await server.graphql(undo, { id: data.bulkOperations.nodes[0]?.id }, token);
  expect(undone.data).toMatchObject({
    undoBulkOperation: { operation: { counts: { changed: 5_000 } }, userErrors: [] },
  });
  expect(await world.issue(1)).toMatchObject({ status: 'UNRESOLVED' });
});

test('sentry resolves in a release, archives under conditions, and merges', async () => {
  await build(3);
  await buildRelease(database, '1.0.1', { projects: [world.project] });
  const cli = sentry(clients, world.target);
  await cli('issue', 'resolve', 'API-1', '--in', '1.0.1');
  expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED', statusDetails: { inRelease: '1.0.1' } });
  await cli('issue', 'archive', 'API-2', '--until', '100x/1h');
  expect(await world.issue(2)).toMatchObject({
    status: 'IGNORED',
    statusDetails: { ignoreCount: 100, ignoreWindow: 60 },
  });
  expect(await cli('issue', 'merge', 'API-2', 'API-3')).toContain('Merged');
  expect(await world.issue(3)).toMatchObject({ status: 'PENDING_MERGE' });
});

test('@sentry/api changes many issues and one', async () => {
  const ids = (await build(3)).map(({ id }) => id);
  const [first = '', second = '', third = ''] = ids;
  const { slug } = world.organization;
  const ofProject = { organization_id_or_slug: slug, project_id_or_slug: 'api' };
  const answers = await sentryApi(clients, world.target, [
    [
      'bulkMutateAListOfIssues',
      { path: ofProject, query: { id: [Number(first), Number(second)] }, body: { status: 'resolved' } },
    ],
    [
      'updateAnIssue',
      { path: { organization_id_or_slug: slug, issue_id: third }, body: { assignedTo: `user:${world.owner.id}` } },
    ],
    [
      'listAnOrganization_sIssues',
      { path: { organization_id_or_slug: slug }, query: { query: 'is:resolved', limit: 10 } },
    ],
    ['bulkRemoveAListOfIssues', { path: ofProject, query: { id: [Number(first)] } }],
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 204]);
  expect((answers[2]?.data as { id: string }[]).map(({ id }) => id).sort()).toEqual([first, second].sort());
  expect([await world.issue(2), await world.issue(3)]).toMatchObject([
    { status: 'RESOLVED' },
    { assignedTo: { id: world.owner.id } },
  ]);
});

test("Sentry's MCP server resolves, archives, assigns and comments", async () => {
  await build(1);
  mcp = await McpClient.start(clients, world.target);
  const tool = mcp.tool.bind(mcp);
  const update = (more: object) =>
    tool('update_issue', { organizationSlug: world.organization.slug, issueId: 'API-1', ...more });
  expect(await update({ status: 'resolved' })).toContain('**resolved**');
  expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED' });
  await update({ status: 'ignored', ignoreMode: 'untilOccurrenceCount', ignoreCount: 5, ignoreWindowMinutes: 60 });
  expect(await world.issue(1)).toMatchObject({
    status: 'IGNORED',
    statusDetails: { ignoreCount: 5, ignoreWindow: 60 },
  });
  await update({ assignedTo: `user:${world.owner.id}`, reason: 'noise' });
  const { assignedTo, activity } = await world.issue(1);
  expect(assignedTo).toEqual({ id: world.owner.id });
  expect(activity.nodes.map(({ type }) => type)).toContain('NOTE');
});
