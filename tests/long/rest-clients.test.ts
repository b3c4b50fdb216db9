import { buildGroups } from '../support/build/group';
import { buildRelease } from '../support/build/release';
import { buildClientWorld, type ClientWorld, type ReadBack } from '../support/clients/client-world';
import { sentry, sentryCli, type CommandLine } from '../support/clients/command-lines';
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
  clients = await InstalledClients.install('sentry-cli', 'sentry', 'mcp');
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

/** A repository with commits, the last of which says what it fixes. */
async function buildRepository(message: string): Promise<{ cwd: string; head: string }> {
  const cwd = await clients.newHome();
  const git = (...args: readonly string[]) =>
    run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd });
  await git('init', '-q');
  await git('remote', 'add', 'origin', 'https://example.com/acme/api.git');
  await git('commit', '-q', '--allow-empty', '-m', 'Start');
  await git('commit', '-q', '--allow-empty', '-m', message);
  return { cwd, head: (await git('rev-parse', 'HEAD')).output.trim() };
}

describe('sentry-cli', () => {
  let cli: CommandLine;
  beforeEach(() => {
    cli = sentryCli(clients, world.target);
  });

  it('says who and where', async () => {
    const { organization, owner } = world;
    expect(await cli('info')).toContain(owner.email);
    expect(await cli('organizations', 'list')).toContain(organization.slug);
    expect(await cli('projects', 'list')).toContain('api');
  });

  it('lists page by page', async () => {
    const issues = await build(230);
    const listed = await cli('issues', 'list', '--query', 'is:unresolved');
    expect(listed.match(/API-[0-9A-Z]+/g)).toHaveLength(issues.length);
  });

  it('selects by id, by status, by all, and not at all', async () => {
    const [{ id } = { id: '' }] = await build(2);
    await buildRelease(database, '1.0.0', { projects: [world.project] });
    await cli('issues', 'resolve', '-n', '-i', id);
    expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED', statusDetails: { inNextRelease: true } });
    expect(await cli('issues', 'resolve')).toContain('No changes requested');
    expect(await world.issue(2)).toMatchObject({ status: 'UNRESOLVED' });
    await cli('issues', 'mute', '--all');
    expect(await world.issue(2)).toMatchObject({ status: 'IGNORED' });
    await cli('issues', 'unresolve', '-s', 'muted');
    expect(await world.issue(2)).toMatchObject({ status: 'UNRESOLVED' });
    expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED' });
  });

  it('makes, changes, deploys, archives and deletes releases', async () => {
    await cli('releases', 'new', '1.0.0');
    await cli('deploys', 'new', '-r', '1.0.0', '-e', 'production');
    expect(await cli('deploys', 'list', '-r', '1.0.0')).toContain('production');
    await cli('releases', 'archive', '1.0.0');
    await cli('releases', 'restore', '1.0.0');
    expect(await cli('releases', 'info', '1.0.0')).toContain('1.0.0');
    await cli('releases', 'delete', '1.0.0');
    expect(await cli('releases', 'list')).not.toContain('1.0.0');
  });

  it('sends the commits since the release before, also of a repository that is known', async () => {
    const { cwd, head } = await buildRepository('Fixes API-1');
    await build(2);
    const inRepository = sentryCli(clients, world.target, { cwd });
    await inRepository('releases', 'new', '1.0.0');
    await inRepository('releases', 'set-commits', '1.0.0', '--local');
    expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED', statusDetails: { inRelease: '1.0.0' } });
    await run(
      'git',
      ['-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '-q', '--allow-empty', '-m', 'Fixes API-2'],
      { cwd },
    );
    await inRepository('releases', 'set-commits', '1.0.1', '--local');
    expect(await world.issue(2)).toMatchObject({ status: 'RESOLVED', statusDetails: { inRelease: '1.0.1' } });
    await inRepository('releases', 'set-commits', '1.0.2', '--commit', `origin@${head}`);
    const held = await database.query(
      `select c.key from releases r join release_commits h on h.release_id = r.id join commits c on c.id = h.commit_id
       where r.organization_id = $1 and r.version = '1.0.2' and h.organization_id = $1 and c.organization_id = $1`,
      [world.organization.id],
    );
    expect(held).toEqual([{ key: head }]);
  });

  it('sends events and lists them', async () => {
    await cli('send-event', '-m', 'Hello %s', '-a', 'world', '-t', 'env:test', '-u', 'id:42', '-f', 'my-group');
    expect(await cli('events', 'list')).toContain('Hello world');
    expect(await world.issue(1)).toMatchObject({ status: 'UNRESOLVED' });
  });

  it('repeats six times what it hears 503 about: one change, one line in the feed', async () => {
    const [{ id } = { id: '' }] = await build(1);
    const proxy = await FailingProxy.start(server.url, { method: 'PUT' });
    const hidden = sentryCli(clients, { ...world.target, url: proxy.url });
    await expect(hidden('issues', 'resolve', '-i', id)).rejects.toThrow('503');
    await proxy.stop();
    expect(proxy.passed).toBe(6);
    const { status, activity } = await world.issue(1);
    expect([status, ...activity.nodes.map(({ type }) => type)]).toEqual(['RESOLVED', 'SET_RESOLVED', 'FIRST_SEEN']);
  });
});

describe('sentry', () => {
  let cli: CommandLine;
  beforeEach(() => {
    cli = sentry(clients, world.target);
  });

  it('lists and shows', async () => {
    const [{ title } = { title: '' }] = await build(1);
    const listed = await cli(
      'issue',
      'list',
      `${world.organization.slug}/api`,
      '-q',
      'is:unresolved',
      '--sort',
      'freq',
      '--period',
      '24h',
      '--limit',
      '2',
      '--json',
      '--fresh',
    );
    expect(listed).toContain(title);
    expect(await cli('issue', 'view', 'API-1', '--json', '--fresh')).toContain(title);
  });

  it.each<[string, readonly string[], ReadBack['statusDetails']]>([
    ['now', [], {}],
    ['in a version', ['--in', 'api@1.0.0'], { inRelease: 'api@1.0.0' }],
    ['in the next release', ['--in', '@next'], { inRelease: 'api@1.0.0', afterRelease: 'api@1.0.0' }],
  ])('resolves %s', async (_name, options, statusDetails) => {
    await build(1);
    await buildRelease(database, 'api@1.0.0', { projects: [world.project] });
    await cli('issue', 'resolve', 'API-1', ...options);
    expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED', statusDetails });
    await cli('issue', 'unresolve', 'API-1');
    expect(await world.issue(1)).toMatchObject({ status: 'UNRESOLVED', substatus: 'REGRESSED' });
  });

  it('resolves in a commit', async () => {
    await build(1);
    const { cwd, head } = await buildRepository('Nothing to fix');
    const old = sentryCli(clients, world.target, { cwd });
    await old('releases', 'new', '1.0.0');
    await old('releases', 'set-commits', '1.0.0', '--local');
    await cli('issue', 'resolve', 'API-1', '--in', `@commit:origin@${head}`);
    expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED', statusDetails: { inRelease: '1.0.0' } });
  });

  it.each<[string, readonly string[], Partial<ReadBack>]>([
    ['for ever', [], { substatus: 'ARCHIVED_FOREVER', statusDetails: {} }],
    [
      'until it escalates',
      ['auto'],
      { substatus: 'ARCHIVED_UNTIL_ESCALATING', statusDetails: { untilEscalating: true } },
    ],
    ['for an hour', ['1h'], { statusDetails: { ignoreUntil: expect.any(String) as unknown } }],
    ['for 10 events', ['10x'], { statusDetails: { ignoreCount: 10 } }],
    ['for 10 users', ['10u'], { statusDetails: { ignoreUserCount: 10 } }],
    ['for 100 events in an hour', ['100x/1h'], { statusDetails: { ignoreCount: 100, ignoreWindow: 60 } }],
    ['for 10 users in a day', ['10u/1d'], { statusDetails: { ignoreUserCount: 10, ignoreUserWindow: 1_440 } }],
  ])('archives %s', async (_name, until, after) => {
    await build(1);
    await cli('issue', 'archive', 'API-1', ...until.flatMap((text) => ['--until', text]));
    const found = await world.issue(1);
    expect(found).toMatchObject({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', ...after });
    expect(Object.keys(found.statusDetails)).toEqual(expect.arrayContaining(Object.keys(after.statusDetails ?? {})));
  });

  it('merges, sends any request, and makes releases', async () => {
    const ids = (await build(5)).map(({ id }) => id);
    expect(await cli('issue', 'merge', 'API-1', 'API-2', 'API-3')).toContain('Merged');
    expect([await world.issue(1), await world.issue(2), await world.issue(3)].map(({ status }) => status)).toEqual([
      'UNRESOLVED',
      'PENDING_MERGE',
      'PENDING_MERGE',
    ]);
    const path = `projects/${world.organization.slug}/api/issues/?id=${ids[3]}&id=${ids[4]}&status=unresolved`;
    expect(await cli('api', path, '-X', 'PUT', '-d', '{"status":"ignored","substatus":"archived_forever"}')).toContain(
      'ignored',
    );
    expect([await world.issue(4), await world.issue(5)]).toMatchObject([{ status: 'IGNORED' }, { status: 'IGNORED' }]);
    await cli('release', 'create', `${world.organization.slug}/2.0.0`, '--project', 'api');
    await cli('release', 'finalize', `${world.organization.slug}/2.0.0`);
    const [release] = await database.query<{ released: boolean }>(
      'select date_released is not null as released from releases where organization_id = $1',
      [world.organization.id],
    );
    expect(release).toEqual({ released: true });
    await expect(cli('issue', 'resolve', 'API-99')).rejects.toThrow('not found');
  });
});

test("Sentry's MCP server shows what there is, and changes an issue in each of its ways", async () => {
  await build(1);
  const organizationSlug = world.organization.slug;
  mcp = await McpClient.start(clients, world.target);
  const tool = mcp.tool.bind(mcp);
  const update = (more: object) => tool('update_issue', { organizationSlug, issueId: 'API-1', ...more });
  expect(await tool('whoami', {})).toContain(world.owner.email);
  expect(await tool('find_organizations', {})).toContain(organizationSlug);
  expect(await tool('find_projects', { organizationSlug })).toContain('api');
  await sentryCli(clients, world.target)('send-event', '-m', 'Hello', '-f', 'my-group');
  const resource = { resourceType: 'issue', organizationSlug, resourceId: 'API-2' };
  expect(await tool('get_sentry_resource', resource)).toContain('Hello');
  expect(await tool('search_issues', { organizationSlug, query: 'is:unresolved' })).toContain('API-2');
  expect(await tool('find_dsns', { organizationSlug, projectSlug: 'api' })).toContain(world.project.publicKey);
  await buildRelease(database, '1.0.0', { projects: [world.project] });
  expect(await tool('find_releases', { organizationSlug })).toContain('1.0.0');
  await update({ status: 'resolvedInNextRelease' });
  expect(await world.issue(1)).toMatchObject({ status: 'RESOLVED' });
  await update({ status: 'unresolved' });
  expect(await world.issue(1)).toMatchObject({ status: 'UNRESOLVED' });
  await update({ status: 'ignored' });
  expect(await world.issue(1)).toMatchObject({ status: 'IGNORED' });
});
