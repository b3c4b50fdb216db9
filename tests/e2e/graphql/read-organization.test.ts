import { buildGroups } from '../../support/build/group';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

type Fields = Readonly<Record<string, unknown>>;

const organization = async (slug: string, fields: string, token: string): Promise<Fields | null> => {
  const { data, errors } = await server.graphql<{ organization: Fields | null }>(
    `query ($slug: String!) { organization(slug: $slug) { ${fields} } }`,
    { slug },
    token,
  );
  expect(errors).toEqual([]);
  return data.organization;
};

describe('an organization', () => {
  it('shows its projects, teams and members', async () => {
    const world = await buildWorld(database);
    const { id: organizationId, slug, name } = world.organization;
    const gone = await buildMember(database, {
      organizationId,
      role: 'ADMIN',
      active: false,
      teamIds: [world.team.id],
    });
    const second = await buildProject(database, { organizationId });
    const shown = await organization(
      slug,
      `name openMembership teams { slug members { id } }
       projects(first: 1) { nodes { slug } totalCount pageInfo { hasNextPage endCursor } }
       members { nodes { role active user { email } teams { slug } } totalCount }`,
      world.token.token,
    );
    expect(shown).toEqual({
      name,
      openMembership: true,
      teams: [{ slug: world.team.slug, members: [{ id: world.owner.id }] }],
      projects: {
        nodes: [{ slug: world.project.slug }],
        totalCount: 2,
        pageInfo: { hasNextPage: true, endCursor: expect.any(String) as string },
      },
      members: {
        nodes: [
          { role: 'OWNER', active: true, user: { email: world.owner.email }, teams: [{ slug: world.team.slug }] },
          { role: 'ADMIN', active: false, user: { email: gone.email }, teams: [{ slug: world.team.slug }] },
        ],
        totalCount: 2,
      },
    });
    const { endCursor } = (shown?.['projects'] as { pageInfo: { endCursor: string } }).pageInfo;
    expect(await organization(slug, `projects(after: "${endCursor}") { nodes { slug } }`, world.token.token)).toEqual({
      projects: { nodes: [{ slug: second.slug }] },
    });
  });

  it('lists only the projects that the caller sees', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const team = await buildTeam(database, { organizationId: closed.id });
    const member = await buildMember(database, { organizationId: closed.id, teamIds: [team.id] });
    const { token } = await buildToken(database, { organizationId: closed.id, userId: member.id });
    const own = await buildProject(database, { organizationId: closed.id, teamIds: [team.id] });
    await buildProject(database, { organizationId: closed.id });
    expect(await organization(closed.slug, 'projects { nodes { slug } totalCount }', token)).toEqual({
      projects: { nodes: [{ slug: own.slug }], totalCount: 1 },
    });
  });

  it('is null where the token does not reach it, and needs org:read', async () => {
    const world = await buildWorld(database);
    const foreign = await buildOrganization(database);
    for (const slug of [foreign.slug, 'unknown', '']) {
      expect(await organization(slug, 'id', world.token.token)).toBeNull();
    }
    const reader = await buildToken(database, {
      organizationId: world.organization.id,
      userId: world.owner.id,
      scopes: ['event:read'],
    });
    const documents = [
      `{ organization(slug: "${world.organization.slug}") { id } }`,
      '{ viewer { organizations { members { totalCount nodes { id } } } } }',
      '{ viewer { organizations { teams { members { id } } } } }',
      '{ viewer { organizations { projects { nodes { slug } } } } }',
    ];
    for (const document of documents) {
      const { errors } = await server.graphql(document, {}, reader.token);
      expect(errors[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED' });
    }
  });
});

describe('the viewer', () => {
  it('is the user of the token, with its scopes and its organization', async () => {
    const { organization: own, owner } = await buildWorld(database);
    const token = await buildToken(database, {
      organizationId: own.id,
      userId: owner.id,
      scopes: ['org:read', 'event:read'],
    });
    const document = '{ viewer { user { username } organizations { slug } scopes selfAssignOnResolve } }';
    expect((await server.graphql(document, {}, token.token)).data).toEqual({
      viewer: {
        user: { username: owner.username },
        organizations: [{ slug: own.slug }],
        scopes: ['event:read', 'org:read'],
        selfAssignOnResolve: false,
      },
    });
  });

  it('knows how many issues it may still change in this minute', async () => {
    const { token, project: of } = await buildWorld(database);
    const ids = (await buildGroups(database, 3, { project: of })).map(({ id }) => id);
    const budget = async (): Promise<unknown> =>
      (await server.graphql('{ viewer { issueBudget } }', {}, token.token)).data;
    expect(await budget()).toEqual({ viewer: { issueBudget: 2_000_000 } });
    const change =
      'mutation ($ids: [ID!]) { bulkMutateIssues(ids: $ids, input: { priority: HIGH }) { userErrors { code } } }';
    await server.graphql(change, { ids }, token.token);
    expect(await budget()).toEqual({ viewer: { issueBudget: 1_999_997 } });
  });

  it('has no user for a token of the organization, and every organization for one of the installation', async () => {
    const { organization: own } = await buildWorld(database);
    const token = await buildToken(database, { organizationId: own.id, userId: null });
    expect((await server.graphql('{ viewer { user { id } organizations { slug } } }', {}, token.token)).data).toEqual({
      viewer: { user: null, organizations: [{ slug: own.slug }] },
    });
    const installation = await buildToken(database, { installation: true });
    const { data } = await server.graphql<{ viewer: { organizations: { slug: string }[] } }>(
      '{ viewer { organizations { slug } } }',
      {},
      installation.token,
    );
    expect(data.viewer.organizations.length).toBeGreaterThan(1);
  });
});
