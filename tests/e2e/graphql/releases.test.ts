import { randomUUID } from 'node:crypto';
import { formatShortId } from '../../../src/domain/short-id';
import { buildGroup } from '../../support/build/group';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../support/build/organization';
import { buildRelease } from '../../support/build/release';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import {
  AddCommits,
  BulkMutateIssues,
  CreateRelease,
  FirstReleases,
  ReleasesOfProjects,
  UpdateRelease,
  type CreateReleaseMutation,
} from '../../support/client.generated';
import { useHttpServer } from '../../support/http-server';
import { recordStatements } from '../../support/record-statements';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

interface ReleaseGiven {
  readonly version: string;
  readonly projects?: string[];
  readonly dateReleased?: string;
  readonly commits?: { id: string; repository: string; message?: string | null }[] | null;
}

async function create(given: ReleaseGiven, token = world.token.token): Promise<CreateReleaseMutation['createRelease']> {
  const input = { organization: world.organization.slug, projects: [world.project.slug], ...given };
  return (await server.ask(CreateRelease, { input }, token)).createRelease;
}

const shortId = ({ shortId: number }: { readonly shortId: string }): string =>
  formatShortId({ projectSlug: world.project.slug, number });

const firstReleases = async () =>
  (await server.ask(FirstReleases, { organization: world.organization.slug }, world.token.token)).issues.nodes;

const send = (event: object, { id, publicKey } = world.project): Promise<Response> =>
  fetch(`${server.url}/api/${id}/store/?sentry_key=${publicKey}`, {
    method: 'POST',
    body: JSON.stringify({ event_id: randomUUID().replaceAll('-', ''), ...event }),
  });

describe('a release', () => {
  it('is made, made again, changed and archived', async () => {
    const made = await create({ version: 'shop@1.0.0' });
    expect(made).toEqual({
      release: {
        id: expect.stringMatching(/^\d+$/) as string,
        version: 'shop@1.0.0',
        dateCreated: expect.any(String) as string,
        dateReleased: null,
        archived: false,
      },
      userErrors: [],
    });
    expect(await create({ version: 'shop@1.0.0', commits: null })).toEqual(made);
    const input = { organization: world.organization.slug, version: 'shop@1.0.0' };
    const dateReleased = '2026-01-02T03:04:05.000Z';
    const changed = await server.ask(
      UpdateRelease,
      { input: { ...input, dateReleased, archived: true } },
      world.token.token,
    );
    const now = { version: 'shop@1.0.0', dateReleased, archived: true };
    expect(changed.updateRelease).toEqual({ release: now, userErrors: [] });
    const unchanged = { input: { ...input, dateReleased: null, archived: null, projects: null } };
    expect((await server.ask(UpdateRelease, unchanged, world.token.token)).updateRelease.release).toEqual(now);
  });

  it('resolves what was resolved in the next one, in the same call as its commits resolve what they fix', async () => {
    const [waiting, fixed] = [await buildGroup(database, world), await buildGroup(database, world)];
    await create({ version: '1' });
    const input = { status: 'RESOLVED_IN_NEXT_RELEASE' } as const;
    await server.ask(BulkMutateIssues, { ids: [waiting.id], input }, world.token.token);
    expect(await firstReleases()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          title: waiting.title,
          statusDetails: { inRelease: null, inNextRelease: true, inCommit: null },
        }),
      ]),
    );
    const message = `Pay again\n\nFixes ${shortId(fixed)}`;
    await create({ version: '2', commits: [{ id: 'c0ffee', repository: 'acme/shop', message }] });
    const resolved = { status: 'RESOLVED', statusDetails: { inRelease: '2', inNextRelease: null, inCommit: null } };
    const titles = [waiting, fixed].map(({ title }) => expect.objectContaining({ title, ...resolved }) as unknown);
    expect(await firstReleases()).toEqual(expect.arrayContaining(titles));
  });

  it('is listed with its projects, the newest first, page by page', async () => {
    const other = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    const day = (count: number): Date => new Date(Date.UTC(2026, 0, count));
    await buildRelease(database, 'b', { projects: [world.project], dateAdded: day(2) });
    await buildRelease(database, 'a', { projects: [world.project], dateAdded: day(2) });
    await buildRelease(database, 'late', { projects: [world.project], dateAdded: day(1), dateReleased: day(9) });
    await buildRelease(database, 'old', { projects: [world.project], dateAdded: day(1), status: 'ARCHIVED' });
    await buildRelease(database, 'other', { projects: [other], dateAdded: day(3) });
    const ask = async (variables: { first?: number; after?: string | null }) => {
      const organization = world.organization.slug;
      const answer = await server.ask(ReleasesOfProjects, { organization, ...variables }, world.token.token);
      return answer.organization?.projects.nodes.map(({ releases }) => releases) ?? [];
    };
    const versions = (page: Awaited<ReturnType<typeof ask>>[number] | undefined): string[] =>
      page?.nodes.map(({ version }) => version) ?? [];
    const [all, theirs] = await ask({});
    expect(versions(all)).toEqual(['late', 'a', 'b', 'old']);
    expect([all?.totalCount, versions(theirs)]).toEqual([4, ['other']]);
    const [first] = await ask({ first: 2 });
    expect([versions(first), first?.pageInfo.hasNextPage]).toEqual([['late', 'a'], true]);
    const [second] = await ask({ first: 2, after: first?.pageInfo.endCursor ?? null });
    expect([versions(second), second?.pageInfo.hasNextPage]).toEqual([['b', 'old'], false]);
  });

  it('is the first release of issues, read in one statement for all of them', async () => {
    for (const index of [1, 2, 3]) await send({ message: `event ${'x'.repeat(index)}`, release: `shop@${index}.0.0` });
    await send({ message: 'no release' });
    const labels = await recordStatements(database, async () => {
      const issues = await firstReleases();
      expect(issues.map(({ firstRelease }) => firstRelease?.version ?? null).sort()).toEqual([
        null,
        ...['shop@1.0.0', 'shop@2.0.0', 'shop@3.0.0'],
      ]);
    });
    expect(labels.filter((label) => label === 'read-releases')).toHaveLength(1);
  });
});

describe('commits', () => {
  it('are registered and answered in their order, and resolve what they fix', async () => {
    const group = await buildGroup(database, world);
    const commits = [
      { id: 'b', repository: 'acme/shop', message: `fixes ${shortId(group)}`, authorEmail: 'Ann@Example.com' },
      { id: 'a', repository: 'acme/shop', timestamp: '2026-01-02T03:04:05.000Z' },
    ];
    const variables = { organization: world.organization.slug, commits };
    const { addCommits } = await server.ask(AddCommits, variables, world.token.token);
    expect(addCommits.userErrors).toEqual([]);
    expect(addCommits.commits).toMatchObject([
      { key: 'b', repository: 'acme/shop', message: `fixes ${shortId(group)}`, authorEmail: 'ann@example.com' },
      { key: 'a', message: null, authorEmail: null, createdAt: '2026-01-02T03:04:05.000Z' },
    ]);
    expect(await firstReleases()).toMatchObject([
      { status: 'RESOLVED', statusDetails: { inCommit: { key: 'b', repository: 'acme/shop' } } },
    ]);
  });
});

describe('what is refused', () => {
  const codes = ({ userErrors }: CreateReleaseMutation['createRelease']): string[] =>
    userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`);

  it('names the field, and nothing is done', async () => {
    for (const version of ['', ' ', 'latest', 'Latest', '..', 'a\nb', 'a\u0000', '\uD800', 'x'.repeat(251)]) {
      expect(codes(await create({ version }))).toEqual(['INVALID_INPUT input.version']);
    }
    expect(codes(await create({ version: '1', projects: [] }))).toEqual(['INVALID_INPUT input.projects']);
    expect(codes(await create({ version: '1', projects: ['no-such'] }))).toEqual(['NOT_FOUND input.projects']);
    const repository = 'acme/shop';
    const commits = [
      { id: 'fine', repository },
      { id: 'a b', repository: '', message: 'x\u0000' },
    ];
    expect(codes(await create({ version: '1', commits }))).toEqual([
      'INVALID_INPUT input.commits.1.id',
      'INVALID_INPUT input.commits.1.repository',
      'INVALID_INPUT input.commits.1.message',
    ]);
    const many = Array.from({ length: 1_001 }, (_, index) => ({ id: String(index), repository }));
    expect(codes(await create({ version: '1', commits: many }))).toEqual(['INVALID_INPUT input.commits']);
    const wrong = { organization: world.organization.slug, commits: commits.slice(1) };
    const { addCommits } = await server.ask(AddCommits, wrong, world.token.token);
    expect([addCommits.commits, addCommits.userErrors.map(({ field }) => field?.join('.'))]).toEqual([
      [],
      ['commits.0.id', 'commits.0.repository', 'commits.0.message'],
    ]);
    for (const table of ['releases', 'commits']) {
      const rows = await database.query(`select from ${table} where organization_id = $1`, [world.organization.id]);
      expect(rows).toHaveLength(0);
    }
  });

  it('S6: a project or release that the caller does not see is as one that does not exist', async () => {
    const organization = await buildOrganization(database, { openMembership: false });
    const organizationId = organization.id;
    const team = await buildTeam(database, { organizationId });
    const admin = await buildMember(database, { organizationId, role: 'ADMIN', teamIds: [team.id] });
    const { token } = await buildToken(database, { organizationId, userId: admin.id });
    const hidden = await buildProject(database, { organizationId });
    await buildRelease(database, 'hidden', { projects: [hidden] });
    const answers = await Promise.all(
      [
        { projects: [hidden.slug], version: '1' },
        { projects: ['no-such'], version: '1' },
      ].map((given) => server.ask(CreateRelease, { input: { organization: organization.slug, ...given } }, token)),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.createRelease.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const updates = await Promise.all(
      ['hidden', 'no-such'].map((version) =>
        server.ask(UpdateRelease, { input: { organization: organization.slug, version, archived: true } }, token),
      ),
    );
    expect(updates[0]).toEqual(updates[1]);
    expect(updates[0]?.updateRelease.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'version'] }]);
  });
});
