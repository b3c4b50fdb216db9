import { buildGroup } from '../../support/build/group';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { mutate, problemsOf, type Payload } from '../../support/call-field';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
let installation: string;
beforeAll(async () => {
  world = await buildWorld(database);
  installation = (await buildToken(database, { installation: true })).token;
});

let count = 0;
const fresh = (word: string): string => `${word}-${process.pid}-${(count += 1)}`;
const SELECT: Readonly<Record<string, string>> = {
  createOrganization: 'organization { id slug name openMembership }',
  createTeam: 'team { id slug name members { id } }',
  createProject:
    'project { id slug name platform features resolveAge dsn teams { slug } organization { projects { nodes { slug } } } }',
  updateProject: 'project { id slug name platform features resolveAge teams { slug } }',
};

type Made = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
const call = (name: string, input: object, token = world.token.token): Promise<Payload<Made>> =>
  mutate<Made>(server, token, { name, given: { input }, select: SELECT[name] ?? '' });
const rows = async (table: string): Promise<number> =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;

const WRONG_SLUGS = ['', 'Acme', 'a b', '-a', '123', 'é', 'a\u0000', "a'; drop table teams; --", 'a'.repeat(51)];
const WRONG_NAMES = ['', '   ', 'a\u0000', 'a\nb', '\u2028', '\uD800', 'x'.repeat(201)];

describe('createOrganization', () => {
  it('makes one for an installation token, which reaches it in the same document', async () => {
    const slug = fresh('org');
    const { data, errors } = await server.graphql(
      `mutation {
         createOrganization(input: { slug: "${slug}" }) { organization { slug name openMembership } userErrors { code } }
         createTeam(input: { organization: "${slug}", slug: "web" }) { team { slug members { id } } userErrors { code } }
         addMember(input: { organization: "${slug}", email: "${slug}@Example.com", role: OWNER, teams: ["web"] })
           { member { role active user { email username name } teams { slug } } userErrors { code } }
         createProject(input: { organization: "${slug}", slug: "api", teams: ["web"] })
           { project { slug organization { teams { members { email } } projects { nodes { slug } } } } userErrors { code } }
       }`,
      {},
      installation,
    );
    expect(errors).toEqual([]);
    const email = `${slug}@example.com`;
    expect(data).toEqual({
      createOrganization: { organization: { slug, name: slug, openMembership: true }, userErrors: [] },
      createTeam: { team: { slug: 'web', members: [] }, userErrors: [] },
      addMember: {
        member: {
          role: 'OWNER',
          active: true,
          user: { email, username: email, name: email },
          teams: [{ slug: 'web' }],
        },
        userErrors: [],
      },
      createProject: {
        project: {
          slug: 'api',
          organization: { teams: [{ members: [{ email }] }], projects: { nodes: [{ slug: 'api' }] } },
        },
        userErrors: [],
      },
    });
  });

  it('takes a name and closed membership, and null for the default', async () => {
    const closed = await call(
      'createOrganization',
      { slug: fresh('o'), name: 'Ünï 🦉', openMembership: false },
      installation,
    );
    expect(closed['organization']).toMatchObject({ name: 'Ünï 🦉', openMembership: false });
    const open = await call('createOrganization', { slug: fresh('o'), name: null, openMembership: null }, installation);
    expect(open['organization']).toMatchObject({ openMembership: true });
  });

  it('is for installation tokens with org:admin only', async () => {
    const slug = fresh('org');
    const ofOrganization = await buildToken(database, { organizationId: world.organization.id, userId: null });
    const reader = await buildToken(database, { installation: true, scopes: ['org:read', 'org:write'] });
    for (const token of [world.token.token, ofOrganization.token, reader.token]) {
      const answer = await call('createOrganization', { slug }, token);
      expect([answer['organization'], problemsOf(answer)]).toEqual([null, ['PERMISSION_DENIED']]);
    }
    expect(await database.query('select from organizations where slug = $1', [slug])).toEqual([]);
  });

  it('refuses a slug that is taken and what cannot be a slug or a name', async () => {
    const before = await rows('organizations');
    const taken = await call(
      'createOrganization',
      { slug: world.organization.slug, openMembership: false },
      installation,
    );
    expect(problemsOf(taken)).toEqual(['ALREADY_EXISTS input.slug']);
    for (const slug of WRONG_SLUGS) {
      const answer = await call('createOrganization', { slug }, installation);
      expect(problemsOf(answer)).toEqual(['INVALID_INPUT input.slug']);
      expect(answer.userErrors[0]?.message).toContain(
        'lower-case letters, digits, hyphens and underscores, at most 50',
      );
    }
    for (const name of WRONG_NAMES) {
      const answer = await call('createOrganization', { slug: 'Wrong', name }, installation);
      expect(problemsOf(answer)).toEqual(['INVALID_INPUT input.slug', 'INVALID_INPUT input.name']);
      expect(answer.userErrors[1]?.message).toContain('1 to 200 characters');
    }
    expect(await rows('organizations')).toBe(before);
  });
});

describe('createTeam', () => {
  it('makes a team, and says when the slug is taken or the organization out of reach', async () => {
    const [slug, organization] = [fresh('team'), world.organization.slug];
    expect(await call('createTeam', { organization, slug, name: 'Web' })).toEqual({
      team: { id: expect.any(String) as string, slug, name: 'Web', members: [] },
      userErrors: [],
    });
    expect(problemsOf(await call('createTeam', { organization, slug }))).toEqual(['ALREADY_EXISTS input.slug']);
    const foreign = await buildOrganization(database);
    const answers = await Promise.all(
      [foreign.slug, 'unknown', ''].map((other) => call('createTeam', { organization: other, slug: fresh('team') })),
    );
    for (const answer of answers) {
      expect(answer.userErrors).toEqual([
        {
          code: 'NOT_FOUND',
          field: ['input', 'organization'],
          message: 'There is no such organization.',
          details: null,
        },
      ]);
    }
    for (const wrong of WRONG_SLUGS) {
      expect(problemsOf(await call('createTeam', { organization, slug: wrong }))).toEqual(['INVALID_INPUT input.slug']);
    }
  });

  it('of the same slug at once makes one team and no fault', async () => {
    const [slug, organization] = [fresh('team'), world.organization.slug];
    const answers = await Promise.all(Array.from({ length: 6 }, () => call('createTeam', { organization, slug })));
    expect(answers.map((answer) => problemsOf(answer)[0] ?? 'made').sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'ALREADY_EXISTS input.slug'),
      'made',
    ]);
  });
});

describe('createProject', () => {
  it('makes a project with a key, which the maker sees', async () => {
    const [slug, organization] = [fresh('project'), world.organization.slug];
    const { project, userErrors } = await call('createProject', {
      organization,
      slug,
      platform: 'node',
      teams: [world.team.slug, world.team.slug],
    });
    expect(userErrors).toEqual([]);
    expect(project).toMatchObject({
      ...{ slug, name: slug, platform: 'node', features: ['discard-groups'], resolveAge: null },
      teams: [{ slug: world.team.slug }],
      organization: { projects: { nodes: expect.arrayContaining([{ slug }]) as unknown } },
    });
    const [row] = await database.query<{ public_key: string }>(
      'select public_key from project_keys where project_id = $1',
      [project?.['id']],
    );
    expect(project?.['dsn']).toBe(`${server.url.replace('//', `//${row?.public_key}@`)}/${String(project?.['id'])}`);
  });

  it('switches features off, and refuses unknown ones, teams, slugs and platforms', async () => {
    const base = { organization: world.organization.slug, teams: [] };
    const bare = await call('createProject', { ...base, slug: fresh('project'), features: [] });
    expect(bare['project']).toMatchObject({ features: [], teams: [] });
    const before = await rows('projects');
    const unknown = await call('createProject', {
      ...base,
      slug: fresh('p'),
      features: ['discard-groups', 'time-travel'],
    });
    expect(unknown.userErrors).toEqual([
      {
        code: 'INVALID_INPUT',
        field: ['input', 'features'],
        message: 'features may hold: discard-groups.',
        details: { allowed: ['discard-groups'] },
      },
    ]);
    const foreign = await buildTeam(database);
    const teams = [world.team.slug, foreign.slug, 'a\u0000', 'x'.repeat(9_999)];
    const noTeam = await call('createProject', { ...base, slug: fresh('p'), teams });
    expect(noTeam.userErrors).toEqual([
      {
        code: 'NOT_FOUND',
        field: ['input', 'teams'],
        message: 'There is no such team in this organization.',
        details: { unknown: [foreign.slug, 'a\u0000', 'x'.repeat(50)] },
      },
    ]);
    const many = await call('createProject', { ...base, slug: fresh('p'), teams: Array(1_001).fill(world.team.slug) });
    expect(problemsOf(many)).toEqual(['INVALID_INPUT input.teams']);
    for (const platform of ['', 'a b', '\u0000', 'x'.repeat(129)]) {
      const answer = await call('createProject', { ...base, slug: '7', platform });
      expect(problemsOf(answer)).toEqual(['INVALID_INPUT input.slug', 'INVALID_INPUT input.platform']);
    }
    const taken = await call('createProject', { ...base, slug: world.project.slug, teams: [world.team.slug] });
    expect(problemsOf(taken)).toEqual(['ALREADY_EXISTS input.slug']);
    expect(await rows('projects')).toBe(before);
  });

  it('of the same slug at once makes one project with one key', async () => {
    const [slug, organization] = [fresh('project'), world.organization.slug];
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call('createProject', { organization, slug, teams: [world.team.slug] })),
    );
    expect(answers.filter((answer) => answer.userErrors.length === 0)).toHaveLength(1);
    expect(new Set(answers.flatMap(problemsOf))).toEqual(new Set(['ALREADY_EXISTS input.slug']));
    const keys = await database.query(
      'select k.public_key from projects p join project_keys k on k.project_id = p.id where p.slug = $1',
      [slug],
    );
    expect(keys).toHaveLength(1);
  });
});

describe('updateProject', () => {
  const project = async (): Promise<{ organization: string; project: string }> => {
    const made = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    return { organization: world.organization.slug, project: made.slug };
  };

  it('changes what is given; resolveAge null switches off, absent leaves', async () => {
    const key = await project();
    const second = await buildTeam(database, { organizationId: world.organization.id });
    const first = await call('updateProject', {
      ...key,
      name: 'New',
      resolveAge: 24,
      teams: [second.slug],
      features: [],
    });
    expect(first['project']).toMatchObject({
      ...{ slug: key.project, name: 'New', features: [], resolveAge: 24 },
      teams: [{ slug: second.slug }],
    });
    const left = await call('updateProject', { ...key, name: null, teams: null, features: null });
    expect(left['project']).toEqual(first['project']);
    const off = await call('updateProject', { ...key, resolveAge: null, teams: [], features: ['discard-groups'] });
    expect(off['project']).toMatchObject({ name: 'New', features: ['discard-groups'], resolveAge: null, teams: [] });
  });

  it('shows each change of one document as it was then', async () => {
    const key = await project();
    const { data } = await server.graphql<Record<string, unknown>>(
      `mutation ($a: UpdateProjectInput!, $b: UpdateProjectInput!) {
         a: updateProject(input: $a) { project { name } } b: updateProject(input: $b) { project { name } } }`,
      { a: { ...key, name: 'A' }, b: { ...key, name: 'B' } },
      world.token.token,
    );
    expect(data).toEqual({ a: { project: { name: 'A' } }, b: { project: { name: 'B' } } });
  });

  it('refuses values out of range and leaves everything as it was', async () => {
    const key = await project();
    await call('updateProject', { ...key, resolveAge: 5 });
    for (const resolveAge of [0, -1, 876_001, 2_147_483_647]) {
      const answer = await call('updateProject', { ...key, name: 'Wrong', resolveAge });
      expect(problemsOf(answer)).toEqual(['INVALID_INPUT input.resolveAge']);
      expect(answer.userErrors[0]?.message).toContain('from 1 to 876000, or null for never');
    }
    const wrong = await call('updateProject', { ...key, name: '', features: ['x'], teams: ['x'] });
    expect(problemsOf(wrong)).toEqual(['INVALID_INPUT input.name', 'INVALID_INPUT input.features']);
    const noTeam = await call('updateProject', { ...key, name: 'Wrong', teams: ['x'] });
    expect(problemsOf(noTeam)).toEqual(['NOT_FOUND input.teams']);
    const left = await call('updateProject', key);
    expect(left['project']).toMatchObject({ name: key.project, resolveAge: 5, teams: [{ slug: world.team.slug }] });
  });

  it('says the same of a project that is not there and of one that the caller does not see', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const organizationId = closed.id;
    const admin = await buildMember(database, { organizationId, role: 'ADMIN' });
    const { token } = await buildToken(database, { organizationId, userId: admin.id });
    const hidden = await buildProject(database, { organizationId });
    await buildGroup(database, { project: hidden });
    for (const slug of [hidden.slug, world.project.slug, 'unknown', hidden.id, '']) {
      const answer = await call('updateProject', { organization: closed.slug, project: slug, name: 'Mine' }, token);
      expect(answer.userErrors).toEqual([
        {
          code: 'NOT_FOUND',
          field: ['input', 'project'],
          message: 'There is no such project in this organization.',
          details: null,
        },
      ]);
    }
    expect(await database.query('select name from projects where id = $1', [hidden.id])).toEqual([
      { name: hidden.slug },
    ]);
  });
});
