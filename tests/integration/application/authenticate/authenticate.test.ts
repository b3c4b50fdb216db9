import { Authenticate } from '../../../../src/application/authenticate/authenticate.handler';
import { newApiToken } from '../../../../src/application/authenticate/api-token';
import { MEMBER_ROLES, ROLE_SCOPES, SCOPES, type Caller } from '../../../../src/domain/access';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../../support/build/organization';
import { buildToken, type TestToken } from '../../../support/build/token';
import { useTestDatabase } from '../../../support/test-database';

const NOW = new Date('2026-12-01T12:00:00.000Z');
const database = useTestDatabase();

function authenticate(token: string): Promise<Caller | null> {
  return new Authenticate({ unitOfWork: database.unitOfWork, clock: () => NOW }).execute(token);
}

async function callerOf({ token }: Pick<TestToken, 'token'>): Promise<Caller> {
  const caller = await authenticate(token);
  if (caller === null) throw new Error('the token was refused');
  return caller;
}

function visibleProjects(caller: Caller): string[] {
  return caller.organizations.flatMap(({ projects }) => [...projects.keys()]);
}

describe('P1: tokens that open nothing', () => {
  test.each(['', 'x', 'mst_short', "' or 1=1 --", 'ünïcode', '\u0000'])('malformed: %j', async (token) => {
    expect(await authenticate(token)).toBeNull();
  });

  test('well-formed but unknown', async () => {
    expect(await authenticate(newApiToken().token)).toBeNull();
  });

  test('revoked', async () => {
    const { token } = await buildToken(database, { revokedAt: new Date(NOW.getTime() - 1) });
    expect(await authenticate(token)).toBeNull();
  });

  test.each([
    [-1, false],
    [0, false],
    [1, true],
  ])('expiring %i ms from now: accepted %s', async (offset, accepted) => {
    const { token } = await buildToken(database, { expiresAt: new Date(NOW.getTime() + offset) });
    expect((await authenticate(token)) !== null).toBe(accepted);
  });

  test('of an inactive member', async () => {
    const { organizationId, id: userId } = await buildMember(database, { role: 'OWNER', active: false });
    const { token } = await buildToken(database, { organizationId, userId });
    expect(await authenticate(token)).toBeNull();
  });

  test('of a member who was removed, also where the user is a member elsewhere', async () => {
    const { organizationId } = await buildMember(database);
    const { id: userId } = await buildMember(database, { role: 'OWNER' });
    const { token } = await buildToken(database, { organizationId, userId });
    expect(await authenticate(token)).toBeNull();
  });

  test('an installation token that expired or was revoked', async () => {
    const expired = await buildToken(database, { installation: true, expiresAt: NOW });
    const revoked = await buildToken(database, { installation: true, revokedAt: NOW });
    expect(await authenticate(expired.token)).toBeNull();
    expect(await authenticate(revoked.token)).toBeNull();
  });
});

describe('P1: scopes', () => {
  test.each(MEMBER_ROLES)("a token of all scopes has the role's: %s", async (role) => {
    const { organizationId, id: userId } = await buildMember(database, { role });
    const caller = await callerOf(await buildToken(database, { organizationId, userId }));
    expect([...caller.scopes].sort()).toEqual([...ROLE_SCOPES[role]].sort());
    expect(caller.organizations[0]?.scopes).toEqual(caller.scopes);
  });

  test("an owner's token of few scopes has these only", async () => {
    const caller = await callerOf(await buildToken(database, { scopes: ['event:read'] }));
    expect([...caller.scopes]).toEqual(['event:read']);
  });

  test("a token loses what its user's role loses, and another organization's role counts for nothing", async () => {
    const owner = await buildMember(database, { role: 'OWNER' });
    await buildMember(database, { user: owner, role: 'OWNER' });
    const token = await buildToken(database, { organizationId: owner.organizationId, userId: owner.id });
    expect((await callerOf(token)).scopes).toContain('org:admin');
    await database.query(`update organization_members set role = 'MEMBER' where organization_id = $1`, [
      owner.organizationId,
    ]);
    expect((await callerOf(token)).scopes).toEqual(new Set(ROLE_SCOPES.MEMBER));
  });

  test("an organization's own token keeps its scopes and has no user", async () => {
    const caller = await callerOf(await buildToken(database, { userId: null, scopes: ['org:admin', 'event:admin'] }));
    expect([...caller.scopes].sort()).toEqual(['event:admin', 'org:admin']);
    expect(caller).toMatchObject({ user: null, installation: false });
  });
});

describe('P1: visible projects', () => {
  interface Case {
    readonly openMembership: boolean;
    readonly holder: 'member of the team' | 'member of another team' | 'member of no team' | 'organization';
    readonly sees: 'all' | "the team's" | 'none';
  }
  const cases: Case[] = [
    { openMembership: true, holder: 'member of the team', sees: 'all' },
    { openMembership: true, holder: 'member of another team', sees: 'all' },
    { openMembership: true, holder: 'member of no team', sees: 'all' },
    { openMembership: true, holder: 'organization', sees: 'all' },
    { openMembership: false, holder: 'member of the team', sees: "the team's" },
    { openMembership: false, holder: 'member of another team', sees: 'none' },
    { openMembership: false, holder: 'member of no team', sees: 'none' },
    { openMembership: false, holder: 'organization', sees: 'all' },
  ];

  async function tokenOf(
    holder: Case['holder'],
    organizationId: string,
    teamIds: [string, string],
  ): Promise<TestToken> {
    if (holder === 'organization') return buildToken(database, { organizationId, userId: null });
    const [team, other] = teamIds;
    const teams = { 'member of the team': [team], 'member of another team': [other], 'member of no team': [] };
    const member = await buildMember(database, { organizationId, role: 'OWNER', teamIds: teams[holder] });
    return buildToken(database, { organizationId, userId: member.id });
  }

  test.each(cases)('open membership $openMembership, token of $holder: $sees', async (given) => {
    const { id: organizationId } = await buildOrganization(database, { openMembership: given.openMembership });
    const [team, other] = [
      await buildTeam(database, { organizationId }),
      await buildTeam(database, { organizationId }),
    ];
    const ofTeam = await buildProject(database, { organizationId, teamIds: [team.id] });
    const ofNone = await buildProject(database, { organizationId });
    await buildProject(database);
    await buildMember(database, { organizationId, teamIds: [team.id] });
    const caller = await callerOf(await tokenOf(given.holder, organizationId, [team.id, other.id]));
    const expected = { all: [ofTeam.id, ofNone.id], "the team's": [ofTeam.id], none: [] };
    expect(visibleProjects(caller)).toEqual(expected[given.sees]);
  });

  test('a project of two of my teams is seen once, by its slug', async () => {
    const { id: organizationId } = await buildOrganization(database, { openMembership: false });
    const teamIds = [
      (await buildTeam(database, { organizationId })).id,
      (await buildTeam(database, { organizationId })).id,
    ];
    const project = await buildProject(database, { organizationId, teamIds });
    const { id: userId } = await buildMember(database, { organizationId, teamIds });
    const caller = await callerOf(await buildToken(database, { organizationId, userId }));
    expect([...(caller.organizations[0]?.projects ?? [])]).toEqual([[project.id, project.slug]]);
  });

  test('leaving the team hides its projects at once', async () => {
    const { id: organizationId } = await buildOrganization(database, { openMembership: false });
    const team = await buildTeam(database, { organizationId });
    await buildProject(database, { organizationId, teamIds: [team.id] });
    const { id: userId } = await buildMember(database, { organizationId, teamIds: [team.id] });
    const token = await buildToken(database, { organizationId, userId });
    expect(visibleProjects(await callerOf(token))).toHaveLength(1);
    await database.query('delete from team_members where organization_id = $1', [organizationId]);
    expect(visibleProjects(await callerOf(token))).toEqual([]);
  });

  test("a team's membership in one organization shows nothing of another", async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const elsewhere = await buildTeam(database);
    await buildProject(database, { organizationId: elsewhere.organizationId, teamIds: [elsewhere.id] });
    const user = await buildMember(database, { organizationId: elsewhere.organizationId, teamIds: [elsewhere.id] });
    const member = await buildMember(database, { organizationId: closed.id, user });
    const caller = await callerOf(await buildToken(database, { organizationId: closed.id, userId: member.id }));
    expect(visibleProjects(caller)).toEqual([]);
  });
});

describe('S6: the organizations that a token reaches', () => {
  test("a user's token reaches its organization only, though the user is a member of two", async () => {
    const first = await buildOrganization(database);
    const user = await buildMember(database, { organizationId: first.id });
    await buildMember(database, { user });
    const { id, token } = await buildToken(database, { organizationId: first.id, userId: user.id });
    const caller = await callerOf({ token });
    expect(caller).toMatchObject({
      tokenId: id,
      installation: false,
      user: { id: user.id, selfAssignOnResolve: false },
    });
    expect(caller.organizations.map(({ slug }) => slug)).toEqual([first.slug]);
  });

  test('an organization without projects is reached all the same', async () => {
    const { id, slug } = await buildOrganization(database);
    const caller = await callerOf(await buildToken(database, { organizationId: id }));
    expect(caller.organizations).toMatchObject([{ organizationId: id, slug, projects: new Map() }]);
  });

  test('an installation token reaches all organizations with its scopes, and all their projects', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const project = await buildProject(database, { organizationId: closed.id });
    const empty = await buildOrganization(database);
    const caller = await callerOf(await buildToken(database, { installation: true, scopes: ['event:read'] }));
    expect(caller).toMatchObject({ user: null, installation: true, scopes: new Set(['event:read']) });
    const reached = new Map(caller.organizations.map((organization) => [organization.slug, organization]));
    expect(reached.get(closed.slug)).toMatchObject({
      scopes: new Set(['event:read']),
      projects: new Map([[project.id, project.slug]]),
    });
    expect(reached.get(empty.slug)?.projects.size).toBe(0);
    const [row] = await database.query<{ count: string }>('select count(*) from organizations');
    expect(String(caller.organizations.length)).toBe(row?.count);
  });

  test('what the user set is known: self-assign on resolve', async () => {
    const { organizationId, id: userId } = await buildMember(database, { selfAssignOnResolve: true });
    const caller = await callerOf(await buildToken(database, { organizationId, userId }));
    expect(caller.user).toEqual({ id: userId, selfAssignOnResolve: true });
  });
});

describe('statements', () => {
  async function statementsOf(token: string): Promise<number> {
    const rows = jest.spyOn(database.unitOfWork.reader, 'rows');
    await authenticate(token);
    const { length } = rows.mock.calls;
    rows.mockRestore();
    return length;
  }

  test.each([0, 1, 30])('a token that sees %i projects takes one', async (count) => {
    const { id: organizationId } = await buildOrganization(database);
    for (let index = 0; index < count; index += 1) await buildProject(database, { organizationId });
    const { token } = await buildToken(database, { organizationId, scopes: SCOPES });
    expect(await statementsOf(token)).toBe(1);
  });

  test('an installation token takes two; what cannot be a token takes none', async () => {
    const { token } = await buildToken(database, { installation: true });
    expect(await statementsOf(token)).toBe(2);
    expect(await statementsOf('mst_x')).toBe(0);
  });
});
