import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Authenticate } from '../../../src/application/authenticate/authenticate.handler';
import { buildWorld, type World } from '../../support/build/world';
import { compiledFile } from '../../support/compiled-program';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'muster-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

function muster(args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiledFile('src/cli/muster.ts'), ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, DATABASE_URL: database.url, NODE_ENV: '' },
  });
  return { status, stdout, stderr };
}

const callerOf = (token: string): ReturnType<Authenticate['execute']> =>
  new Authenticate({ unitOfWork: database.unitOfWork, clock: () => new Date() }).execute(token);

describe('muster token', () => {
  const token = (...more: string[]) => muster(['token', '--name', 'test', '--scopes', 'event:read,org:read', ...more]);

  it('makes a token of a member, which works', async () => {
    const { slug } = world.organization;
    const end = '2099-01-01T00:00:00Z';
    const { status, stdout, stderr } = token('--org', slug, '--user', world.owner.email, '--expires', end, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const printed = JSON.parse(stdout) as { readonly id: string; readonly token: string };
    expect(await callerOf(printed.token)).toMatchObject({
      ...{ tokenId: printed.id, installation: false, scopes: new Set(['event:read', 'org:read']) },
      ...{ user: { id: world.owner.id }, organizations: [{ slug }] },
    });
  });

  it('makes a token of the organization and one of the installation, printed for people', async () => {
    for (const [options, installation] of [
      [['--org', world.organization.slug], false],
      [['--installation'], true],
    ] as const) {
      const { stdout, stderr } = token(...options);
      expect(stderr).toBe('Keep the token: it cannot be shown again.\n');
      const [, text = ''] = /^token (\S+)\nid {4}\d+\n$/.exec(stdout) ?? [];
      expect(await callerOf(text)).toMatchObject({ installation, user: null });
    }
  });

  test.each([
    [['--name', 'x', '--scopes', 'event:read'], 2, 'Name an organization with --org, or give --installation.'],
    [['--name', 'x', '--scopes', 'a', '--installation', '--org', 'b'], 2, '--installation goes without --org'],
    [['--org', 'acme', '--name', 'x'], 2, 'Missing --scopes.'],
    [['--org', 'acme', '--name', 'x', '--scopes', 'a', '--expires', 'soon'], 2, '--expires: "soon" is not a time'],
    [['--org', 'nobody', '--name', 'x', '--scopes', 'event:read'], 1, '--org: There is no such organization.'],
    [['--installation', '--name', 'x', '--scopes', 'fly'], 1, '--scopes: scopes may hold: event:read'],
  ])('%j ends with code %s and says why', (args, code, reason) => {
    const { status, stdout, stderr } = muster(['token', ...args]);
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toContain(reason);
  });
});

describe('muster import', () => {
  const line = (more: object = {}): string =>
    `${JSON.stringify({ kind: 'issue', name: 'G', project: world.project.slug, fingerprints: ['g'], ...more })}\n`;

  it('brings in a file and prints one JSON object', async () => {
    const file = join(folder, 'issues.ndjson');
    writeFileSync(file, `${line()}\r\n${line({ name: 'H', fingerprints: ['h'] })}`);
    const { status, stdout, stderr } = muster(['import', file, '--org', world.organization.slug, '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = await database.query<{ id: string }>(
      'select id from groups where organization_id = $1 order by short_id',
      [world.organization.id],
    );
    expect(JSON.parse(stdout)).toEqual({
      created: { user: 0, team: 0, project: 0, release: 0, commit: 0, issue: 2, event: 0 },
      updated: { user: 0, team: 0, project: 0, release: 0, commit: 0, issue: 0, event: 0 },
      ids: { G: rows[0]?.id, H: rows[1]?.id },
    });
  });

  it('reads standard input and prints a table', () => {
    const args = ['import', '-', '--org', world.organization.slug];
    const lines = line({ fingerprints: ['new'] }) + line({ name: 'H', fingerprints: ['h'], title: 'Renamed' });
    expect(muster(args, lines)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('issue    1 created, 1 updated\n') as string,
      stderr: 'Done.\n',
    });
  });

  it('names lines and fields that are wrong, and imports nothing', () => {
    const lines = line({ level: 'loud' }) + line({ resolution: {}, name: 'other', fingerprints: ['x'] });
    expect(muster(['import', '-', '--org', world.organization.slug], lines)).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'muster: Nothing was imported.\n' +
        'line 1, level: must be one of DEBUG, INFO, WARNING, ERROR, FATAL.\n' +
        'line 2, resolution: needs the status RESOLVED.\n',
    });
  });

  test.each([
    [['import', '--org', 'acme'], 2, 'Missing FILE.ndjson.'],
    [['import', 'a', 'b', '--org', 'acme'], 2, 'Unexpected argument "b".'],
    [['import', '/nowhere/at/all', '--org', 'acme'], 1, 'no such file'],
    [['import', '-', '--org', 'nobody'], 1, 'There is no organization "nobody".'],
  ])('%j ends with code %s and says why', (args, code, reason) => {
    const { status, stdout, stderr } = muster(args);
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toContain(reason);
  });

  it('tells in its help how the file is given', () => {
    expect(muster(['import', '--help']).stdout).toMatch(/^Usage: muster import FILE\.ndjson --org SLUG \[options\]\n/);
  });
});
