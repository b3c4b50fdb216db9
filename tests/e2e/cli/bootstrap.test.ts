import { spawnSync } from 'node:child_process';
import { Authenticate } from '../../../src/application/authenticate/authenticate.handler';
import { SCOPES } from '../../../src/domain/access';
import { compiledFile } from '../../support/compiled-program';
import { useTestDatabase } from '../../support/test-database';

interface Printed {
  readonly token: string;
  readonly installationToken: string;
  readonly dsn: string;
  readonly projectId: string;
}

const database = useTestDatabase();

function muster(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiledFile('src/cli/muster.ts'), ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      MUSTER_PUBLIC_URL: 'https://muster.example.com',
      NODE_ENV: '',
    },
  });
  return { status, stdout, stderr };
}

function bootstrap(org: string, project: string, email: string): Printed {
  const { status, stdout, stderr } = muster(
    'bootstrap',
    '--org',
    org,
    '--project',
    project,
    '--email',
    email,
    '--json',
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Printed;
}

const callerOf = (token: string): ReturnType<Authenticate['execute']> =>
  new Authenticate({ unitOfWork: database.unitOfWork, clock: () => new Date() }).execute(token);

async function rowsOf(slug: string): Promise<Record<string, string> | undefined> {
  const [row] = await database.query<Record<string, string>>(
    `select (select count(*) from teams t where t.organization_id = o.id) as teams,
       (select count(*) from projects p where p.organization_id = o.id) as projects,
       (select count(*) from project_keys k where k.organization_id = o.id) as keys,
       (select count(*) from organization_members m where m.organization_id = o.id) as members,
       (select count(*) from team_members m where m.organization_id = o.id) as "teamMembers",
       (select count(*) from project_teams l where l.organization_id = o.id) as "projectTeams"
     from organizations o where o.slug = $1`,
    [slug],
  );
  return row;
}

test('bootstrap makes what the first event needs, and prints what opens it', async () => {
  const printed = bootstrap('first', 'api', 'First@Example.com');
  expect(Object.keys(printed)).toEqual(['token', 'installationToken', 'dsn', 'projectId']);
  expect(printed.dsn).toMatch(new RegExp(`^https://[0-9a-f]{32}@muster\\.example\\.com/${printed.projectId}$`));
  const owner = await callerOf(printed.token);
  expect(owner).toMatchObject({ installation: false, scopes: new Set(SCOPES) });
  expect(owner?.organizations).toMatchObject([{ slug: 'first', projects: new Map([[printed.projectId, 'api']]) }]);
  expect(await callerOf(printed.installationToken)).toMatchObject({
    installation: true,
    user: null,
    scopes: new Set(SCOPES),
  });
  expect(await database.query('select email from users where id = $1', [owner?.user?.id])).toEqual([
    { email: 'first@example.com' },
  ]);
});

test('a repeat multiplies nothing, prints usable tokens, and leaves the earlier ones valid', async () => {
  const first = bootstrap('again', 'api', 'again@example.com');
  const before = await rowsOf('again');
  expect(before).toEqual({ teams: '1', projects: '1', keys: '1', members: '1', teamMembers: '1', projectTeams: '1' });
  const second = bootstrap('again', 'api', 'AGAIN@example.com');
  expect(await rowsOf('again')).toEqual(before);
  expect(second).toMatchObject({ dsn: first.dsn, projectId: first.projectId });
  for (const { token, installationToken } of [first, second]) {
    expect(await callerOf(token)).toMatchObject({ scopes: new Set(SCOPES) });
    expect(await callerOf(installationToken)).toMatchObject({ installation: true });
  }
  expect(await database.query(`select id from users where email = 'again@example.com'`)).toHaveLength(1);
});

test('for people it prints a line a value, and its remark elsewhere', () => {
  const { status, stdout, stderr } = muster('bootstrap', '--org=human', '--project=api', '--email=human@example.com');
  expect(status).toBe(0);
  expect(stdout.replace(/ (mst_|https:).*/g, ' …')).toMatch(
    /^token +…\ninstallationToken +…\ndsn +…\nprojectId +\d+\n$/,
  );
  expect(stderr).toBe(
    'Keep the tokens: they cannot be shown again. Another run issues new ones and leaves these valid.\n',
  );
});

test('tokens are listed without what is secret of them', () => {
  bootstrap('listed', 'api', 'listed@example.com');
  const { status, stdout, stderr } = muster('tokens', '--org', 'listed');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [headings, ...lines] = stdout.trimEnd().split('\n');
  expect(headings).toMatch(/^id +name +organization +acts for +made +last used +ends +scopes$/);
  expect(lines).toEqual([
    expect.stringMatching(/^\d+ .* listed +listed@example\.com +\d{4}-\d\d-\d\d \d\d:\d\d +never +never +event:read,/),
  ]);
  expect(stdout).not.toContain('mst_');
  expect(muster('tokens', '--org', 'nowhere')).toEqual({
    ...{ status: 1, stdout: '', stderr: 'muster: There is no organization nowhere.\n' },
  });
});

test('wrong options end with code 2 and say which, before any database is touched', () => {
  const { status, stdout, stderr } = muster('bootstrap', '--org', 'Acme Inc', '--project', '12', '--email', 'me');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/--org: "Acme Inc" is not a slug/);
  expect(stderr).toMatch(/--project: "12" is not a slug/);
  expect(stderr).toMatch(/--email: "me" is not an e-mail address/);
  expect(stderr).not.toMatch(/--team:|at .*\.js:/);
});

test('a database that does not answer ends with code 1 and one line', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiledFile('src/cli/muster.ts'), 'migrate'], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/muster' },
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^muster: The database muster at 127\.0\.0\.1:1 cannot be used: .*\n$/);
});

test('migrate tells that a migrated schema is up to date', () => {
  expect(muster('migrate')).toEqual({ status: 0, stdout: '', stderr: 'The schema is up to date.\n' });
});
