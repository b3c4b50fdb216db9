import { insertRow } from '../../support/build/insert-rows';
import { buildGroup } from '../../support/build/group';
import type { TestGroup } from '../../support/build/group-options';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { buildReleaseArena, type ReleaseArena } from '../../support/releases/build-release-arena';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

const DETAILS = `statusDetails {
  inRelease afterRelease inNextRelease inUpcomingRelease inFutureRelease inCommit { id key repository } actor { id }
}`;
const MUTATE = `
  mutation ($ids: [ID!], $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
    bulkMutateIssues(ids: $ids, input: $input, options: $options) {
      operation { outcomes { nodes { status code changes { attribute before after } } } }
      applied { status ${DETAILS} }
      issues { id status ${DETAILS} }
      userErrors { code field issueIds }
    }
  }`;
const READ = `query ($id: ID!) { issue(id: $id) { status ${DETAILS} } }`;

interface Shown {
  readonly status: string | null;
  readonly statusDetails: Readonly<Record<string, unknown>> | null;
}
interface Payload {
  readonly operation: { readonly outcomes: { readonly nodes: { status: string; code: string | null }[] } } | null;
  readonly applied: Shown | null;
  readonly issues: readonly Shown[];
  readonly userErrors: readonly { readonly code: string; readonly issueIds: readonly string[] | null }[];
}

let arena: ReleaseArena;
let actor: { id: string };
beforeAll(async () => {
  arena = await buildReleaseArena(database);
  actor = { id: arena.owner.id };
});

/** Of the projects with semantic versions, with dates (met in `one`), and without releases. */
async function threeIssues(): Promise<readonly TestGroup[]> {
  const { semantic, dates, none } = arena.projects;
  const groups = [
    await buildGroup(database, { project: semantic }),
    await buildGroup(database, { project: dates }),
    await buildGroup(database, { project: none }),
  ];
  const row = { organization_id: arena.organization.id, group_id: groups[1]?.id, project_id: dates.id };
  const seen = { first_seen: new Date(), last_seen: new Date() };
  await insertRow(database, 'group_releases', { ...row, release_id: arena.releases.get('one'), ...seen });
  return groups;
}

async function mutate(groups: readonly TestGroup[], input: object, options = {}): Promise<Payload> {
  const variables = { ids: groups.map(({ id }) => id), input, options };
  const answer = await server.graphql<{ bulkMutateIssues: Payload }>(MUTATE, variables, arena.token.token);
  expect(answer.errors).toEqual([]);
  return answer.data.bulkMutateIssues;
}

/** The fields that are not null. */
const given = (details: Shown['statusDetails'] | undefined): object =>
  Object.fromEntries(Object.entries(details ?? {}).filter(([, value]) => value !== null));

test('T7, T8: in the next release, over three projects in one call: to each issue its own', async () => {
  const groups = await threeIssues();
  const { operation, applied, issues, userErrors } = await mutate(groups, { status: 'RESOLVED_IN_NEXT_RELEASE' });
  expect(userErrors).toEqual([]);
  expect(operation?.outcomes.nodes.map(({ status }) => status)).toEqual(['CHANGED', 'CHANGED', 'CHANGED']);
  expect(applied).toMatchObject({ status: 'RESOLVED', statusDetails: null });
  expect(issues.map(({ status, statusDetails }) => [status, given(statusDetails)])).toEqual([
    ['RESOLVED', { inRelease: 'p@3.0.0', afterRelease: 'p@3.0.0', actor }],
    ['RESOLVED', { inRelease: 'two', actor }],
    ['RESOLVED', {}],
  ]);
  const said = await database.query<{ data: unknown }>(
    'select data from activities where group_id = any($1::bigint[]) order by group_id',
    [groups.map(({ id }) => id)],
  );
  expect(said.map(({ data }) => data)).toEqual([
    { version: '', current_release_version: 'p@3.0.0' },
    { version: 'two' },
    { version: '' },
  ]);
});

test('T7: in the next release with details: issues of a project without releases are left out, or refuse the call', async () => {
  const groups = await threeIssues();
  const input = { status: 'RESOLVED', statusDetails: { inNextRelease: true } };
  const refused = await mutate(groups, input);
  expect(refused).toMatchObject({
    operation: null,
    userErrors: [
      { code: 'NO_RELEASE_DATA', field: ['input', 'statusDetails', 'inNextRelease'], issueIds: [groups[2]?.id] },
    ],
  });
  const { operation, issues } = await mutate(groups, input, { errorPolicy: 'SKIP_INVALID' });
  expect(operation?.outcomes.nodes.map(({ status, code }) => [status, code])).toEqual([
    ['CHANGED', null],
    ['CHANGED', null],
    ['INVALID', 'NO_RELEASE_DATA'],
  ]);
  expect(issues.map(({ status }) => status)).toEqual(['RESOLVED', 'RESOLVED', 'UNRESOLVED']);
});

test('what two projects have in common is applied: the next release, whichever it is in each', async () => {
  const groups = (await threeIssues()).slice(0, 2);
  const { applied } = await mutate(groups, { status: 'RESOLVED_IN_NEXT_RELEASE' });
  expect(applied?.status).toBe('RESOLVED');
  expect(given(applied?.statusDetails)).toEqual({ inNextRelease: true, actor });
});

test('in a commit: the commit is shown until a release holds it', async () => {
  const [semantic, , none] = await threeIssues();
  const groups = [semantic, none].flatMap((group) => group ?? []);
  const inCommit = { commit: 'held', repository: 'shop' };
  const { issues, applied } = await mutate(groups, { status: 'RESOLVED', statusDetails: { inCommit } });
  const commit = { id: arena.commits.get('held'), key: 'held', repository: 'shop' };
  expect(given(applied?.statusDetails)).toEqual({ inCommit: commit, actor });
  expect(issues.map(({ statusDetails }) => given(statusDetails))).toEqual([
    { inRelease: 'p@1.0.0', actor },
    { inCommit: commit },
  ]);
});

test('S4: releases and commits of others are unknown', async () => {
  const stranger = await buildWorld(database);
  const group = await buildGroup(database, { project: stranger.project });
  const ask = async (statusDetails: object): Promise<Payload> => {
    const variables = { ids: [group.id], input: { status: 'RESOLVED', statusDetails } };
    const answer = await server.graphql<{ bulkMutateIssues: Payload }>(MUTATE, variables, stranger.token.token);
    return answer.data.bulkMutateIssues;
  };
  const answers = [
    await ask({ inRelease: 'p@1.0.0' }),
    await ask({ inCommit: { commit: 'held', repository: 'shop' } }),
    await ask({ inFutureRelease: 'one' }),
  ];
  expect(answers.map(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
    ['RELEASE_NOT_FOUND'],
    ['REPOSITORY_NOT_FOUND'],
    ['INVALID_INPUT'],
  ]);
});

describe('resolution-read-side', () => {
  /** After which none has come. */
  const NEWEST = 'three';
  const release = (version: string): { release_id: string | undefined } => ({
    release_id: arena.releases.get(version),
  });
  const CASES: readonly [string, () => object, object][] = [
    [
      'in the next release',
      () => ({ type: 'IN_NEXT_RELEASE', status: 'PENDING', ...release(NEWEST) }),
      { inNextRelease: true },
    ],
    ['in a release', () => ({ type: 'IN_RELEASE', status: 'RESOLVED', ...release('one') }), { inRelease: 'one' }],
    [
      'in the upcoming release',
      () => ({ type: 'IN_UPCOMING_RELEASE', status: 'PENDING', ...release(NEWEST) }),
      { inUpcomingRelease: true },
    ],
    [
      'in a release that is to come',
      () => ({ type: 'IN_FUTURE_RELEASE', status: 'PENDING', future_release_version: 'p@9.0.0' }),
      { inFutureRelease: 'p@9.0.0' },
    ],
  ];

  async function resolved(): Promise<{ readonly group: TestGroup; readonly keys: object }> {
    const group = await buildGroup(database, { project: arena.projects.dates, status: 'RESOLVED' });
    const keys = { organization_id: group.organizationId, group_id: group.id, project_id: group.projectId };
    return { group, keys };
  }

  async function read({ id }: TestGroup): Promise<readonly [string | null | undefined, object]> {
    const { data } = await server.graphql<{ issue: Shown | null }>(READ, { id }, arena.token.token);
    return [data.issue?.status, given(data.issue?.statusDetails)];
  }

  test.each(CASES)('%s, by nobody and by somebody', async (...[, columns, details]) => {
    const shown = [];
    for (const actorId of [null, actor.id]) {
      const { group, keys } = await resolved();
      const row = { ...keys, id: 1, actor_id: actorId, date_added: new Date(), ...columns() };
      await insertRow(database, 'group_resolutions', row);
      shown.push(await read(group));
    }
    expect(shown).toEqual([
      ['RESOLVED', details],
      ['RESOLVED', { ...details, actor }],
    ]);
  });

  test('by a commit', async () => {
    const { group, keys } = await resolved();
    const id = arena.commits.get('free');
    const link = { linked_type: 'COMMIT', linked_id: id, relationship: 'RESOLVES', date_added: new Date() };
    await insertRow(database, 'group_links', { ...keys, ...link });
    expect(await read(group)).toEqual(['RESOLVED', { inCommit: { id, key: 'free', repository: 'shop' } }]);
  });
});
