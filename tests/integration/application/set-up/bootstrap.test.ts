import { randomUUID } from 'node:crypto';
import { Authenticate } from '../../../../src/application/authenticate/authenticate.handler';
import { Bootstrap, type Bootstrapped } from '../../../../src/application/set-up/bootstrap.handler';
import type { BootstrapCommand } from '../../../../src/application/set-up/bootstrap.command';
import { SCOPES } from '../../../../src/domain/access';
import { buildMember, buildOrganization, buildProject, buildUser } from '../../../support/build/organization';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();

function command(given: Partial<BootstrapCommand> = {}): BootstrapCommand {
  const unique = randomUUID();
  return { organization: `o-${unique}`, team: 'team', project: 'api', email: `${unique}@example.com`, ...given };
}

async function bootstrap(given: BootstrapCommand): Promise<Bootstrapped> {
  const { bootstrapped, problems } = await new Bootstrap(database).execute(given);
  if (bootstrapped === null) throw new Error(problems.map(({ message }) => message).join());
  return bootstrapped;
}

const callerOf = (token: string): ReturnType<Authenticate['execute']> =>
  new Authenticate({ unitOfWork: database.unitOfWork, clock: () => new Date() }).execute(token);

test('only hashes of the tokens are stored', async () => {
  const { token, installationToken } = await bootstrap(command());
  const rows = await database.query<{ row: string }>('select api_tokens::text as row from api_tokens');
  expect(rows.some(({ row }) => row.includes(token) || row.includes(installationToken))).toBe(false);
  expect(await callerOf(token)).not.toBeNull();
});

test('an organization that exists is left as it is, and its new owner sees the project by the team', async () => {
  const organization = await buildOrganization(database, { openMembership: false, name: 'Acme Incorporated' });
  const { id: hidden } = await buildProject(database, { organizationId: organization.id });
  const { token, projectId } = await bootstrap(command({ organization: organization.slug }));
  const caller = await callerOf(token);
  expect([...(caller?.organizations[0]?.projects.keys() ?? [])]).toEqual([projectId]);
  expect(projectId).not.toBe(hidden);
  expect(
    await database.query('select name, open_membership from organizations where id = $1', [organization.id]),
  ).toEqual([{ name: 'Acme Incorporated', open_membership: false }]);
});

test.each([
  { role: 'MEMBER', active: true },
  { role: 'OWNER', active: false },
] as const)('a member who was $role, active $active, owns the organization afterwards', async (was) => {
  const organization = await buildOrganization(database);
  const { email, id } = await buildMember(database, { organizationId: organization.id, ...was });
  const { token } = await bootstrap(command({ organization: organization.slug, email }));
  expect(await callerOf(token)).toMatchObject({ user: { id }, scopes: new Set(SCOPES) });
});

test('a key that was switched off is replaced, an active one is kept', async () => {
  const given = command();
  const first = await bootstrap(given);
  expect((await bootstrap(given)).publicKey).toBe(first.publicKey);
  await database.query('update project_keys set active = false where project_id = $1', [first.projectId]);
  const third = await bootstrap(given);
  expect(third.publicKey).not.toBe(first.publicKey);
  expect((await bootstrap(given)).publicKey).toBe(third.publicKey);
});

test('ten at the same time make one of each', async () => {
  const given = command();
  const all = await Promise.all(Array.from({ length: 10 }, () => bootstrap(given)));
  expect(new Set(all.map(({ projectId, publicKey }) => `${projectId} ${publicKey}`)).size).toBe(1);
  expect(new Set(all.map(({ token }) => token)).size).toBe(10);
  const callers = await Promise.all(all.map(({ token }) => callerOf(token)));
  expect(new Set(callers.map((caller) => caller?.user?.id)).size).toBe(1);
});

test.each([
  ['organization', 'Acme'],
  ['team', ''],
  ['project', '123'],
  ['email', 'a@b@c'],
] as const)('a wrong %s is refused and nothing is written', async (field, value) => {
  const given = command({ [field]: value });
  const { bootstrapped, problems } = await new Bootstrap(database).execute(given);
  expect(bootstrapped).toBeNull();
  expect(problems).toMatchObject([
    { code: 'INVALID_INPUT', field: [field], message: expect.stringContaining(value) as string },
  ]);
  expect(await database.query('select from organizations where slug = $1', [given.organization])).toEqual([]);
});

test('an address that another user has as username is refused and nothing is written', async () => {
  const given = command();
  await buildUser(database, { username: given.email });
  const { problems } = await new Bootstrap(database).execute(given);
  expect(problems).toMatchObject([{ code: 'ALREADY_EXISTS', field: ['email'] }]);
  expect(await database.query('select from organizations where slug = $1', [given.organization])).toEqual([]);
});
