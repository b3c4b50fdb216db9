import { SCOPES, type MemberRole, type Scope } from '../../../src/domain/access';
import {
  buildMember,
  buildOrganization,
  buildTeam,
  buildUser,
  type TestMember,
} from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { mutate, problemsOf, type Payload } from '../../support/call-field';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
let organization: string;
let manager: { readonly member: TestMember; readonly token: string };
beforeAll(async () => {
  world = await buildWorld(database);
  organization = world.organization.slug;
  manager = await memberWithToken('MANAGER');
});

async function memberWithToken(
  role: MemberRole,
  scopes: readonly Scope[] = SCOPES,
): Promise<{ member: TestMember; token: string; tokenId: string }> {
  const organizationId = world.organization.id;
  const member = await buildMember(database, { organizationId, role });
  const token = await buildToken(database, { organizationId, userId: member.id, scopes });
  return { member, token: token.token, tokenId: token.id };
}

let count = 0;
const fresh = (): string => `person-${process.pid}-${(count += 1)}@example.com`;
const MEMBER = 'member { role active user { email username name } teams { slug } }';
const SELECT: Readonly<Record<string, string>> = {
  addMember: MEMBER,
  updateMember: MEMBER,
  createApiToken: 'id token',
  revokeApiToken: 'revokedId',
  updateViewer: 'viewer { selfAssignOnResolve user { id } }',
};

type Fields = Readonly<Record<string, unknown>>;
const call = (name: string, given: object, token = world.token.token): Promise<Payload<Fields>> =>
  mutate(server, token, { name, given, select: SELECT[name] ?? '' });
const withInput = (name: string, input: object, token?: string): Promise<Payload<Fields>> =>
  call(name, { input: { organization, ...input } }, token);
const rows = async (table: string): Promise<number> =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;
const scopesOf = async (token: unknown): Promise<unknown> => {
  const { data, errors } = await server.graphql<{ viewer?: Fields }>(
    '{ viewer { scopes user { id } } }',
    {},
    String(token),
  );
  return errors[0]?.extensions.code ?? data.viewer;
};

describe('addMember', () => {
  it('makes a user with the given name, role and teams; null means the default', async () => {
    const email = fresh();
    const full = {
      email: email.toUpperCase(),
      name: 'Ada',
      username: `ada-${count}`,
      role: 'ADMIN',
      teams: [world.team.slug],
    };
    expect(await withInput('addMember', full)).toEqual({
      member: {
        ...{ role: 'ADMIN', active: true, user: { email, username: full.username, name: 'Ada' } },
        teams: [{ slug: world.team.slug }],
      },
      userErrors: [],
    });
    const other = fresh();
    const bare = await withInput('addMember', { email: other, name: null, username: null, role: null, teams: null });
    expect(bare['member']).toEqual({
      ...{ role: 'MEMBER', active: true, user: { email: other, username: other, name: other }, teams: [] },
    });
  });

  it('leaves name and username of a user who is known to the server', async () => {
    const user = await buildUser(database, { name: 'Known' });
    const { member } = await withInput('addMember', { email: user.email, name: 'Changed', username: `other-${count}` });
    expect(member).toMatchObject({ user: { email: user.email, username: user.username, name: 'Known' } });
  });

  it('refuses who is a member already, also an inactive one, and a username that is taken', async () => {
    const inactive = await buildMember(database, { organizationId: world.organization.id, active: false });
    const [users, members] = [await rows('users'), await rows('organization_members')];
    for (const email of [world.owner.email, inactive.email]) {
      expect(problemsOf(await withInput('addMember', { email }))).toEqual(['ALREADY_EXISTS input.email']);
    }
    const taken = await withInput('addMember', { email: fresh(), username: world.owner.username });
    expect(problemsOf(taken)).toEqual(['ALREADY_EXISTS input.username']);
    expect([await rows('users'), await rows('organization_members')]).toEqual([users, members]);
  });

  it('refuses hostile names, and makes no user where a team is unknown', async () => {
    const before = await rows('users');
    const wrong: [object, string][] = [
      [{ email: `${'a'.repeat(250)}@example.com` }, 'email'],
      [{ name: '' }, 'name'],
      [{ name: 'a\u0000' }, 'name'],
      [{ name: 'x'.repeat(201) }, 'name'],
      [{ username: '' }, 'username'],
      [{ username: 'a b' }, 'username'],
      [{ username: 'a\u0000' }, 'username'],
      [{ username: 'x'.repeat(129) }, 'username'],
      [{ username: world.owner.email }, 'username'],
      [{ username: 'ceo@example.com' }, 'username'],
      [{ teams: Array(1_001).fill('x') }, 'teams'],
    ];
    for (const [input, field] of wrong) {
      const answer = await withInput('addMember', { email: fresh(), ...input });
      expect(problemsOf(answer)).toEqual([`INVALID_INPUT input.${field}`]);
    }
    const unknown = await withInput('addMember', { email: fresh(), teams: ['unknown', "x'--"] });
    expect(unknown.userErrors[0]).toMatchObject({ code: 'NOT_FOUND', details: { unknown: ['unknown', "x'--"] } });
    expect(await rows('users')).toBe(before);
  });

  it('of the same address at once makes one member and no fault', async () => {
    const email = fresh();
    const answers = await Promise.all(Array.from({ length: 6 }, () => withInput('addMember', { email })));
    expect(answers.map((answer) => problemsOf(answer)[0] ?? 'made').sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'ALREADY_EXISTS input.email'),
      'made',
    ]);
  });

  it('P1: lets only org:admin make an owner', async () => {
    const refused = await withInput('addMember', { email: fresh(), role: 'OWNER' }, manager.token);
    expect(refused.userErrors).toEqual([
      {
        code: 'PERMISSION_DENIED',
        field: null,
        message: 'This token lacks the scope org:admin.',
        details: { scopes: ['org:admin'] },
      },
    ]);
    expect(problemsOf(await withInput('addMember', { email: fresh(), role: 'MANAGER' }, manager.token))).toEqual([]);
  });
});

describe('updateMember', () => {
  it('changes role, teams and activity, each alone, and locks out at once', async () => {
    const { member, token } = await memberWithToken('ADMIN', ['event:admin', 'org:read']);
    const { email } = member;
    const team = await buildTeam(database, { organizationId: world.organization.id });
    const moved = await withInput('updateMember', { email, teams: [team.slug, world.team.slug] });
    expect(moved['member']).toMatchObject({ role: 'ADMIN', active: true });
    expect((moved['member'] as { teams: unknown[] }).teams).toHaveLength(2);
    const left = await withInput('updateMember', { email, teams: [team.slug], role: null, active: null });
    expect(left['member']).toMatchObject({ role: 'ADMIN', active: true, teams: [{ slug: team.slug }] });
    await withInput('updateMember', { email: email.toUpperCase(), role: 'MEMBER' });
    expect(await scopesOf(token)).toMatchObject({ scopes: ['org:read'] });
    const gone = await withInput('updateMember', { email, active: false });
    expect(gone['member']).toMatchObject({ role: 'MEMBER', active: false, teams: [{ slug: team.slug }] });
    expect(await scopesOf(token)).toBe('UNAUTHENTICATED');
    await withInput('updateMember', { email, active: true });
    expect(await scopesOf(token)).toMatchObject({ scopes: ['org:read'] });
  });

  it('knows members of the organization only', async () => {
    const stranger = await buildMember(database, {});
    for (const email of [stranger.email, fresh()]) {
      const answer = await withInput('updateMember', { email, role: 'ADMIN' });
      expect(answer.userErrors[0]?.message).toBe('There is no such member in this organization.');
      expect(problemsOf(answer)).toEqual(['NOT_FOUND input.email']);
    }
    const { member } = await memberWithToken('MEMBER');
    const unknown = await withInput('updateMember', { email: member.email, role: 'ADMIN', teams: ['unknown'] });
    expect(problemsOf(unknown)).toEqual(['NOT_FOUND input.teams']);
    expect((await withInput('updateMember', { email: member.email }))['member']).toMatchObject({ role: 'MEMBER' });
  });

  it('P1: lets only org:admin change an owner or make one', async () => {
    const { email } = world.owner;
    const changes = [
      { email, role: 'MEMBER' },
      { email, active: false },
      { email, teams: [] },
    ];
    for (const input of [...changes, { email: manager.member.email, role: 'OWNER' }]) {
      expect(problemsOf(await withInput('updateMember', input, manager.token))).toEqual(['PERMISSION_DENIED']);
    }
  });

  it('keeps the last active owner', async () => {
    const other = await buildWorld(database);
    const { email } = other.owner;
    const { token } = await buildToken(database, { organizationId: other.organization.id, userId: null });
    const change = (input: object): Promise<Payload<Fields>> =>
      call('updateMember', { input: { organization: other.organization.slug, ...input } }, token);
    await buildMember(database, { organizationId: other.organization.id, role: 'OWNER', active: false });
    expect(problemsOf(await change({ email, role: 'MANAGER' }))).toEqual(['INVALID_INPUT input.role']);
    expect(problemsOf(await change({ email, active: false }))).toEqual(['INVALID_INPUT input.active']);
    expect(problemsOf(await change({ email, role: 'OWNER', teams: [] }))).toEqual([]);
    const second = await buildMember(database, { organizationId: other.organization.id, role: 'OWNER' });
    const both = await Promise.all([
      change({ email: second.email, role: 'MEMBER' }),
      change({ email, role: 'MEMBER' }),
    ]);
    expect(both.flatMap(problemsOf)).toEqual(['INVALID_INPUT input.role']);
    const owners = await database.query(
      `select from organization_members where organization_id = $1 and role = 'OWNER' and active`,
      [other.organization.id],
    );
    expect(owners).toHaveLength(1);
  });
});

describe('createApiToken', () => {
  const name = 'ci';

  it('makes a token that works until it expires, and stores only its hash', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const scopes = ['org:read', 'event:read', 'org:read'];
    const made = await withInput('createApiToken', {
      name,
      scopes,
      userEmail: world.owner.email.toUpperCase(),
      expiresAt,
    });
    expect(made).toEqual({
      id: expect.stringMatching(/^\d+$/) as string,
      token: expect.stringMatching(/^mst_[\w-]{43}$/) as string,
      userErrors: [],
    });
    expect(await scopesOf(made['token'])).toEqual({ scopes: ['event:read', 'org:read'], user: { id: world.owner.id } });
    const [row] = await database.query<Fields>('select * from api_tokens where id = $1', [made['id']]);
    expect(row).toMatchObject({ scopes: ['event:read', 'org:read'], created_by_user_id: world.owner.id });
    expect(JSON.stringify(row)).not.toContain(made['token']);
    await database.query(`update api_tokens set expires_at = now() - interval '1 second' where id = $1`, [made['id']]);
    expect(await scopesOf(made['token'])).toBe('UNAUTHENTICATED');
  });

  it('P1: never exceeds its maker’s scopes, nor its user’s role', async () => {
    const narrow = await memberWithToken('OWNER', ['org:admin', 'event:read']);
    const own = await withInput('createApiToken', { name, scopes: ['event:read', 'event:admin'] }, narrow.token);
    expect(own.userErrors).toEqual([
      {
        code: 'PERMISSION_DENIED',
        field: ['input', 'scopes'],
        message: 'The token that makes it lacks: event:admin.',
        details: { scopes: ['event:admin'] },
      },
    ]);
    const { member } = await memberWithToken('MEMBER');
    const beyond = await withInput('createApiToken', {
      name,
      scopes: ['event:read', 'org:write'],
      userEmail: member.email,
    });
    expect(beyond.userErrors[0]?.message).toBe('The role MEMBER does not grant: org:write.');
  });

  it('P1: needs org:admin for anybody but the caller, and tells nobody else who is a member', async () => {
    const { member, token } = await memberWithToken('MEMBER', ['event:read']);
    const scopes = ['event:read'];
    expect(problemsOf(await withInput('createApiToken', { name, scopes, userEmail: member.email }, token))).toEqual([]);
    const others = [{ userEmail: world.owner.email }, { userEmail: fresh() }, {}];
    const answers = await Promise.all(
      others.map((other) => withInput('createApiToken', { name, scopes, ...other }, token)),
    );
    for (const { userErrors } of answers) {
      expect(userErrors).toEqual([
        {
          code: 'PERMISSION_DENIED',
          field: null,
          message: 'This token lacks the scope org:admin.',
          details: { scopes: ['org:admin'] },
        },
      ]);
    }
    const made = await withInput('createApiToken', { name, scopes });
    expect(await scopesOf(made['token'])).toEqual({ scopes, user: null });
  });

  it('refuses unknown scopes, none, the past, and users who are not active members', async () => {
    const before = await rows('api_tokens');
    const scopes = ['event:read'];
    const inactive = await buildMember(database, { organizationId: world.organization.id, active: false });
    const stranger = await buildMember(database, {});
    const wrong: [object, string][] = [
      [{ scopes: [] }, 'INVALID_INPUT input.scopes'],
      [{ scopes: ['event:read', 'root'] }, 'INVALID_INPUT input.scopes'],
      [{ scopes: ['EVENT:READ'] }, 'INVALID_INPUT input.scopes'],
      [{ expiresAt: new Date(Date.now() - 1).toISOString() }, 'INVALID_INPUT input.expiresAt'],
      [{ expiresAt: '0001-01-01T00:00:00Z' }, 'INVALID_INPUT input.expiresAt'],
      [{ name: '' }, 'INVALID_INPUT input.name'],
      [{ name: 'a\u0000' }, 'INVALID_INPUT input.name'],
      [{ userEmail: inactive.email }, 'NOT_FOUND input.userEmail'],
      [{ userEmail: stranger.email }, 'NOT_FOUND input.userEmail'],
      [{ userEmail: fresh() }, 'NOT_FOUND input.userEmail'],
      [{ organization: 'unknown' }, 'NOT_FOUND input.organization'],
    ];
    for (const [input, problem] of wrong) {
      const answer = await withInput('createApiToken', { name, scopes, ...input });
      expect([answer['id'], answer['token'], problemsOf(answer)]).toEqual([null, null, [problem]]);
    }
    const unknown = await withInput('createApiToken', { name, scopes: ['root'] });
    expect(unknown.userErrors[0]?.message).toBe(`scopes may hold: ${SCOPES.join(', ')}.`);
    expect(await rows('api_tokens')).toBe(before);
  });

  it('takes a time far ahead', async () => {
    const far = { name, scopes: ['org:read'], expiresAt: '9999-12-31T23:59:59.999Z' };
    expect(problemsOf(await withInput('createApiToken', far))).toEqual([]);
  });
});

describe('revokeApiToken', () => {
  it('refuses the token from then on, and keeps the first time when repeated', async () => {
    const { token, tokenId } = await memberWithToken('MEMBER');
    expect(await call('revokeApiToken', { id: tokenId })).toEqual({ revokedId: tokenId, userErrors: [] });
    expect(await scopesOf(token)).toBe('UNAUTHENTICATED');
    const read = 'select revoked_at from api_tokens where id = $1';
    const [first] = await database.query(read, [tokenId]);
    expect(await call('revokeApiToken', { id: tokenId })).toEqual({ revokedId: tokenId, userErrors: [] });
    expect(await database.query(read, [tokenId])).toEqual([first]);
  });

  it('P1: own tokens need no scope, others org:admin, whether they exist or not', async () => {
    const one = await memberWithToken('MEMBER', ['event:read']);
    const [{ organizationId }, userId] = [one.member, one.member.id];
    const second = await buildToken(database, { organizationId, userId, scopes: [] });
    expect((await call('revokeApiToken', { id: second.id }, one.token))['revokedId']).toBe(second.id);
    for (const id of [world.token.id, '9223372036854775807', '0', 'x'.repeat(9_999)]) {
      expect(problemsOf(await call('revokeApiToken', { id }, one.token))).toEqual(['PERMISSION_DENIED']);
    }
    expect((await call('revokeApiToken', { id: one.tokenId }, one.token))['revokedId']).toBe(one.tokenId);
    expect(await scopesOf(one.token)).toBe('UNAUTHENTICATED');
    const ofOrganization = await buildToken(database, { organizationId, userId: null, scopes: ['event:read'] });
    const another = await buildToken(database, { organizationId, userId: null });
    expect(problemsOf(await call('revokeApiToken', { id: another.id }, ofOrganization.token))).toEqual([
      'PERMISSION_DENIED',
    ]);
    expect((await call('revokeApiToken', { id: ofOrganization.id }, ofOrganization.token))['revokedId']).toBeTruthy();
  });

  it('says the same of unknown, foreign, malformed and installation tokens', async () => {
    const foreign = await buildToken(database);
    const installation = await buildToken(database, { installation: true });
    for (const id of [
      foreign.id,
      installation.id,
      '9223372036854775807',
      '9223372036854775808',
      '01',
      '-1',
      '',
      "1'",
    ]) {
      expect((await call('revokeApiToken', { id })).userErrors).toEqual([
        { code: 'NOT_FOUND', field: ['id'], message: 'There is no such token.', details: null },
      ]);
    }
    const untouched = await database.query(
      'select from api_tokens where id = any($1::bigint[]) and revoked_at is null',
      [[foreign.id, installation.id]],
    );
    expect(untouched).toHaveLength(2);
    const another = await buildToken(database, { installation: true });
    expect((await call('revokeApiToken', { id: another.id }, installation.token))['revokedId']).toBe(another.id);
  });

  it('takes effect within the document that does it', async () => {
    const { token, tokenId } = await memberWithToken('OWNER');
    const { data, errors } = await server.graphql(
      `mutation ($id: ID!, $organization: String!) {
         revokeApiToken(id: $id) { revokedId }
         createTeam(input: { organization: $organization, slug: "late" }) { team { id } }
       }`,
      { id: tokenId, organization },
      token,
    );
    expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([{}, ['UNAUTHENTICATED']]);
    expect(await database.query('select from teams where slug = $1', ['late'])).toEqual([]);
  });
});

describe('updateViewer', () => {
  it('sets what the user wants for all organizations; null and absent leave it', async () => {
    const { token, member } = await memberWithToken('MEMBER', []);
    const shown = async (given: object): Promise<unknown> => (await call('updateViewer', given, token))['viewer'];
    const [on, off] = [true, false].map((selfAssignOnResolve) => ({ selfAssignOnResolve, user: { id: member.id } }));
    expect(await shown({ selfAssignOnResolve: true })).toEqual(on);
    expect(await shown({ selfAssignOnResolve: null })).toEqual(on);
    expect(await shown({})).toEqual(on);
    expect(await shown({ selfAssignOnResolve: false })).toEqual(off);
  });

  it('needs a user', async () => {
    const { token } = await buildToken(database, {
      organizationId: (await buildOrganization(database)).id,
      userId: null,
    });
    const answer = await call('updateViewer', { selfAssignOnResolve: true }, token);
    expect([answer['viewer'], problemsOf(answer)]).toEqual([null, ['ACTOR_REQUIRED']]);
  });
});
