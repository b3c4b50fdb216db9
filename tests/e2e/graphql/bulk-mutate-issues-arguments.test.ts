import { buildGroup, buildGroups } from '../../support/build/group';
import { buildMember } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
let now: Date | null = null;
const server = useHttpServer(database, { clock: () => now ?? new Date(), limits: { bulkFields: 2 } });

const FIELDS = `
  operation { id dryRun counts { requested changed unchanged notFound conflict invalid skipped pending }
    outcomes { nodes { issueId status code message changes { attribute before after } } } }
  applied { given status substatus priority statusDetails { ignoreCount ignoreUntil ignoreWindow untilEscalating actor { id } } assignedTo { ... on User { id } ... on Team { id } } }
  issues { id status substatus statusDetails { ignoreCount untilEscalating } assignedTo { __typename ... on User { id } ... on Team { id } } }
  userErrors { code message field issueIds issueCount details }`;
const MUTATE = `mutation ($ids: [ID!], $input: BulkMutateIssuesInput!, $where: IssueSelectionInput, $options: BulkMutationOptionsInput) {
  bulkMutateIssues(ids: $ids, input: $input, where: $where, options: $options) { ${FIELDS} }
}`;

interface Payload {
  readonly operation: {
    readonly id: string;
    readonly counts: Record<string, number>;
    readonly outcomes: { readonly nodes: readonly Record<string, unknown>[] };
  } | null;
  readonly applied: Record<string, unknown> | null;
  readonly issues: readonly Record<string, unknown>[];
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

let world: World;
beforeEach(async () => {
  now = null;
  world = await buildWorld(database);
});

interface Sent {
  readonly document?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
}

async function send<Data = { bulkMutateIssues: Payload }>({
  document = MUTATE,
  variables,
  headers,
  token,
}: Sent): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token ?? world.token.token}`, ...headers },
    body: JSON.stringify({ query: document, variables }),
  });
  const body = (await response.json()) as { data: Data; errors?: unknown };
  expect(body.errors).toBeUndefined();
  return body.data;
}

async function mutate(variables: Sent['variables'], headers: Sent['headers'] = {}): Promise<Payload> {
  return (await send({ variables, headers })).bulkMutateIssues;
}

const codesOf = ({ userErrors }: Payload): string[] =>
  userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`);

describe('S10 null means absent', () => {
  test('S10 in every field but assignedTo', async () => {
    const group = await buildGroup(database, { project: world.project, assignee: { userId: world.owner.id } });
    const nothing = {
      ...{ status: null, statusDetails: null, substatus: null, priority: null, assignedBy: null, integration: null },
      inbox: null,
    };
    const left = await mutate({
      ids: [group.id],
      input: nothing,
      where: null,
      options: {
        ...{ dryRun: null, errorPolicy: null, expectedCount: null, idempotencyKey: null, unchangedSince: null },
        ...{ expectedVersions: null, notify: null },
      },
    });
    expect(left.operation?.counts).toMatchObject({ requested: 1, unchanged: 1 });
    expect(left.applied).toMatchObject({ given: [] });
    const cleared = await mutate({ ids: [group.id], input: { ...nothing, assignedTo: null } });
    expect(cleared.applied).toMatchObject({ given: ['assignedTo'], assignedTo: null });
    expect((await issueRows(database, group)).assignee).toBeNull();
  });

  test('S10 inside of statusDetails, assignedTo and where', async () => {
    const group = await buildGroup(database, { project: world.project });
    const nulls = {
      ignoreDuration: null,
      snoozeDuration: null,
      ignoreWindow: null,
      ignoreUserWindow: null,
      untilEscalating: null,
    };
    const { applied } = await mutate({
      ids: [group.id],
      where: { organization: null, projects: null, query: null, status: null, all: null },
      input: {
        status: 'IGNORED',
        statusDetails: { ...nulls, ignoreCount: 3, ignoreUserCount: null },
        assignedTo: { user: world.owner.id, team: null, email: null, username: null },
      },
    });
    expect(applied).toMatchObject({
      status: 'IGNORED',
      statusDetails: { ignoreCount: 3, ignoreUntil: null, ignoreWindow: null, actor: { id: world.owner.id } },
      assignedTo: { id: world.owner.id },
    });
  });

  test('S10 options: null and options absent take the same defaults', async () => {
    const groups = await buildGroups(database, 2, {
      project: world.project,
      each: (n) => (n ? { category: 'METRIC' } : {}),
    });
    for (const options of [undefined, null, {}, { errorPolicy: null }]) {
      const variables = {
        ids: groups.map(({ id }) => id),
        input: { status: 'RESOLVED' },
        ...(options !== undefined && { options }),
      };
      expect(codesOf(await mutate(variables))).toEqual(['ACTION_NOT_ALLOWED_FOR_TYPE input.status']);
    }
  });

  test('S10 a where of nulls only is no selection, ids: null is no list', async () => {
    const where = { organization: null, projects: null, query: null, status: null, all: null };
    expect(codesOf(await mutate({ where, input: { status: 'RESOLVED' } }))).toEqual(['SELECTION_REQUIRED where']);
    expect(codesOf(await mutate({ where: null, input: { status: 'RESOLVED' } }))).toEqual(['SELECTION_REQUIRED ids']);
    expect(codesOf(await mutate({ ids: null, input: { status: 'RESOLVED' } }))).toEqual(['INVALID_INPUT ids']);
  });
});

describe('what comes in by GraphQL', () => {
  test('T4 untilEscalating and the substatus mean the same, and are read again as both', async () => {
    const [one, other] = await buildGroups(database, 2, { project: world.project });
    const details = { ignoreCount: null, ignoreUntil: null, ignoreWindow: null, actor: null, untilEscalating: true };
    const archived = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' };
    const first = await mutate({
      ids: [one?.id],
      input: { status: 'IGNORED', statusDetails: { untilEscalating: true, ignoreCount: null } },
    });
    expect(first.applied).toMatchObject({ ...archived, statusDetails: details });
    const second = await mutate({ ids: [one?.id, other?.id], input: archived });
    expect(second.operation?.counts).toMatchObject({ unchanged: 1, changed: 1 });
    expect(second.applied).toMatchObject({ ...archived, statusDetails: details });
    const shown = { ...archived, statusDetails: { ignoreCount: null, untilEscalating: true } };
    expect(second.issues).toEqual([expect.objectContaining(shown), expect.objectContaining(shown)]);
  });

  test('S4 whole numbers are ids too, huge strings are none', async () => {
    const group = await buildGroup(database, { project: world.project });
    const ids = [Number(group.id), 'x'.repeat(50_000), '9223372036854775808', 'a\0b'];
    const { operation, issues } = await mutate({ ids, input: { status: 'RESOLVED' } });
    expect(operation?.outcomes.nodes.map(({ issueId, status }) => [issueId, status])).toEqual([
      [group.id, 'CHANGED'],
      ['x'.repeat(64), 'NOT_FOUND'],
      ['9223372036854775808', 'NOT_FOUND'],
      ['a\uFFFDb', 'NOT_FOUND'],
    ]);
    expect(issues).toMatchObject([{ id: group.id, status: 'RESOLVED' }]);
  });

  test('A3 problems carry sentence, path, issues and count', async () => {
    const group = await buildGroup(database, { project: world.project, category: 'METRIC' });
    const { operation, applied, issues, userErrors } = await mutate({ ids: [group.id], input: { priority: 'LOW' } });
    expect({ operation, applied, issues }).toEqual({ operation: null, applied: null, issues: [] });
    expect(userErrors).toEqual([
      {
        code: 'ACTION_NOT_ALLOWED_FOR_TYPE',
        message: 'Issues of this category do not allow this change by hand.',
        field: ['input', 'priority'],
        issueIds: [group.id],
        issueCount: 1,
        details: null,
      },
    ]);
  });

  test('O4 after a dry run the issues read as they are; what would be is in the changes', async () => {
    const group = await buildGroup(database, { project: world.project });
    const { operation, issues, applied } = await mutate({
      ids: [group.id],
      input: { status: 'RESOLVED' },
      options: { dryRun: true },
    });
    expect(issues).toMatchObject([{ id: group.id, status: 'UNRESOLVED' }]);
    expect(applied).toMatchObject({ status: 'RESOLVED' });
    expect(operation).toMatchObject({ dryRun: true, outcomes: { nodes: [{ status: 'CHANGED' }] } });
    expect(operation?.outcomes.nodes[0]?.['changes']).toContainEqual({
      attribute: 'status',
      before: { status: 'UNRESOLVED', substatus: 'NEW', statusDetails: {} },
      after: { status: 'RESOLVED', substatus: null, statusDetails: {} },
    });
  });

  test('T19 an activity names its operation', async () => {
    const groups = await buildGroups(database, 2, { project: world.project });
    const { operation } = await mutate({ ids: groups.map(({ id }) => id), input: { status: 'RESOLVED' } });
    for (const { id } of groups) {
      const { issue } = await send<{ issue: { activity: { nodes: unknown[] } } }>({
        document:
          'query ($id: ID!) { issue(id: $id) { activity { nodes { id type operation { id } actor { id } } } } }',
        variables: { id },
      });
      expect(issue.activity.nodes).toEqual([
        {
          id: expect.any(String) as string,
          type: 'SET_RESOLVED',
          operation: { id: operation?.id },
          actor: { id: world.owner.id },
        },
        { id: `first-seen:${id}`, type: 'FIRST_SEEN', operation: null, actor: null },
      ]);
    }
  });
});

describe('P1 who may', () => {
  test.each<[readonly string[], boolean]>([
    [['event:write'], true],
    [['event:admin'], true],
    [['event:read'], false],
    [['event:read', 'project:write', 'org:admin'], false],
    [[], false],
  ])('P1 the scopes %j: %s', async (scopes, may) => {
    const group = await buildGroup(database, { project: world.project });
    const given = { organizationId: world.organization.id, userId: world.owner.id, scopes: scopes as [] };
    const { token } = await buildToken(database, given);
    const { bulkMutateIssues } = await send({ token, variables: { ids: [group.id], input: { status: 'RESOLVED' } } });
    expect(bulkMutateIssues.userErrors.map(({ code }) => code)).toEqual(may ? [] : ['PERMISSION_DENIED']);
    expect((await issueRows(database, group)).group['status']).toBe(may ? 'RESOLVED' : 'UNRESOLVED');
  });

  test('P1 a token never does more than the role of its user', async () => {
    const group = await buildGroup(database, { project: world.project });
    const member = await buildMember(database, { organizationId: world.organization.id, role: 'MEMBER' });
    const given = { organizationId: world.organization.id, userId: member.id };
    const admin = await buildToken(database, { ...given, scopes: ['event:admin'] });
    const variables = { ids: [group.id], input: { status: 'RESOLVED' } };
    const denied = await send({ token: admin.token, variables });
    expect(denied.bulkMutateIssues.userErrors).toMatchObject([{ code: 'PERMISSION_DENIED' }]);
    const all = await buildToken(database, given);
    expect((await send({ token: all.token, variables })).bulkMutateIssues.userErrors).toEqual([]);
  });

  test('P1 without a token nothing happens', async () => {
    const answer = await server.graphql(MUTATE, { ids: ['1'], input: {} }, null);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('I1 the header Idempotency-Key', () => {
  const RESOLVE = { status: 'RESOLVED' } as const;
  const header = (key: string) => ({ 'idempotency-key': key });

  test('I1 says the same as the option', async () => {
    const group = await buildGroup(database, { project: world.project });
    const variables = { ids: [group.id], input: RESOLVE };
    const first = await mutate(variables, header('k'));
    const second = await mutate({ ...variables, options: { idempotencyKey: 'k' } });
    const third = await mutate({ ...variables, options: { idempotencyKey: 'k', dryRun: null } }, header('k'));
    expect([second.operation?.id, third.operation?.id]).toEqual([first.operation?.id, first.operation?.id]);
    expect(second).toEqual(first);
    expect((await issueRows(database, group)).group['version']).toBe(2);
  });

  test('I1 a repeat may select other fields', async () => {
    const group = await buildGroup(database, { project: world.project });
    const variables = { ids: [group.id], input: RESOLVE };
    const { operation } = await mutate(variables, header('k'));
    const document = MUTATE.replace(FIELDS, 'operation { id state } userErrors { code }');
    const repeat = await send({ document, variables, headers: header('k') });
    expect(repeat.bulkMutateIssues).toEqual({ operation: { id: operation?.id, state: 'COMPLETED' }, userErrors: [] });
  });

  test('I1 null and absent are the same arguments', async () => {
    const first = await mutate({ ids: ['1'], input: { status: 'RESOLVED', priority: null } }, header('k'));
    const second = await mutate(
      { ids: ['1'], input: RESOLVE, where: null, options: { errorPolicy: 'ALL_OR_NOTHING', notify: true } },
      header('k'),
    );
    expect(second.operation?.id).toBe(first.operation?.id);
  });

  test('I1 header and option that differ', async () => {
    const variables = { ids: [], input: RESOLVE, options: { idempotencyKey: 'a' } };
    expect(codesOf(await mutate(variables, header('b')))).toEqual(['INVALID_INPUT options.idempotencyKey']);
  });

  test.each([
    ['too long', 'k'.repeat(256)],
    ['empty', ''],
  ])('I1 a key that is %s', async (_, key) => {
    const variables = { ids: [], input: RESOLVE };
    expect(codesOf(await mutate(variables, header(key)))).toEqual(['INVALID_INPUT options.idempotencyKey']);
    expect(codesOf(await mutate({ ...variables, options: { idempotencyKey: key } }))).toEqual([
      'INVALID_INPUT options.idempotencyKey',
    ]);
  });

  test('I1 a dry run takes no key from the header either', async () => {
    const variables = { ids: [], input: RESOLVE, options: { dryRun: true } };
    expect(codesOf(await mutate(variables, header('k')))).toEqual(['INVALID_INPUT options.idempotencyKey']);
  });

  test('I1 counts for a document with exactly one bulk field', async () => {
    const two = `mutation { a: bulkMutateIssues(ids: [], input: {}) { operation { id } userErrors { code } }
      ...more } fragment more on Mutation { b: bulkMutateIssues(ids: [], input: {}) { operation { id } userErrors { code } } }`;
    type Two = Record<'a' | 'b', Payload>;
    const first = await send<Two>({ document: two, variables: {}, headers: header('k') });
    const second = await send<Two>({ document: two, variables: {}, headers: header('k') });
    const ids = [first.a, first.b, second.a, second.b].map(({ operation }) => operation?.id);
    expect(new Set(ids).size).toBe(4);
    expect(
      await database.query('select from idempotency_keys where organization_id = $1', [world.organization.id]),
    ).toEqual([]);
  });

  test('I1 expires after 24 hours', async () => {
    now = new Date('2027-05-05T05:05:05.000Z');
    const variables = { ids: ['1'], input: RESOLVE };
    const first = await mutate(variables, header('k'));
    now = new Date(now.getTime() + 24 * 60 * 60_000);
    expect((await mutate(variables, header('k'))).operation?.id).not.toBe(first.operation?.id);
  });
});
