import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { runMerges } from '../../support/merge/run-merges';
import { useTestDatabase } from '../../support/test-database';

const SENT = join(__dirname, '../../../../shared/data/sdk-events/sent');
const FILES = ['python_zero_division.json', 'dotnet_divide_zero.json', 'go_file_not_found.json'];

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

interface Merged {
  readonly bulkMutateIssues: {
    readonly operation: { readonly id: string; readonly undoableUntil: string | null };
    readonly applied: {
      readonly given: readonly string[];
      readonly merge: { parent: string; children: string[] } | null;
    };
    readonly issues: readonly { readonly id: string; readonly status: string }[];
    readonly userErrors: readonly unknown[];
  };
}

const MERGE = `
  mutation ($ids: [ID!]!, $input: BulkMutateIssuesInput!) {
    bulkMutateIssues(ids: $ids, input: $input) {
      operation { id undoableUntil }
      applied { given merge { parent children } }
      issues { id status }
      userErrors { code message }
    }
  }`;

async function merge(ids: readonly string[], input: object): Promise<Merged['bulkMutateIssues']> {
  const { data } = await server.graphql<Merged>(MERGE, { ids, input }, world.token.token);
  return data.bulkMutateIssues;
}

interface Found {
  readonly id: string;
  readonly shortId: string;
  readonly timesSeen: number;
  readonly status: string;
}

async function search(query = ''): Promise<readonly Found[]> {
  const document = `query ($organization: String!, $query: String) {
    issues(organization: $organization, query: $query) { nodes { id shortId timesSeen status } }
  }`;
  const variables = { organization: world.organization.slug, query };
  const { data } = await server.graphql<{ issues: { nodes: Found[] } }>(document, variables, world.token.token);
  return data.issues.nodes;
}

async function find(id: string, shortId: string): Promise<unknown> {
  const document = `query ($id: ID!, $organization: String!, $shortId: String!) {
    issue(id: $id) { id }
    issueByShortId(organization: $organization, shortId: $shortId) { id }
  }`;
  const variables = { id, organization: world.organization.slug, shortId };
  return (await server.graphql(document, variables, world.token.token)).data;
}

/** Sends an event as an SDK does, under an id of its own. */
async function send(event: object, number: number): Promise<number> {
  const { project } = world;
  const eventId = `${number}`.padStart(32, 'a');
  const answer = await fetch(`${server.url}/api/${project.id}/store/?sentry_key=${project.publicKey}`, {
    method: 'POST',
    body: JSON.stringify({ ...event, event_id: eventId, timestamp: undefined }),
  });
  return answer.status;
}

function sdkEvents(): object[] {
  return FILES.map((name) => JSON.parse(readFileSync(join(SENT, name), 'utf8')) as object);
}

const OWN = ['a', 'b', 'c'].map((fingerprint) => ({ message: fingerprint, fingerprint: [fingerprint] }));
if (!existsSync(SENT)) process.stdout.write('  left out: events of SDKs are not there to be merged\n');

const KINDS = [
  { kind: 'our own events', events: OWN },
  ...(existsSync(SENT) ? [{ kind: 'events of SDKs', events: sdkEvents() }] : []),
];

test.each(KINDS)(
  'T16: three errors of $kind are merged, and thrown again they land in the parent',
  async ({ events }) => {
    let number = 0;
    for (const event of events) expect(await send(event, (number += 1))).toBe(200);
    const before = [...(await search())].sort((a, b) => Number(a.id) - Number(b.id));
    expect(before).toHaveLength(3);
    const [parent, ...children] = before;
    if (parent === undefined) throw new Error('there is no issue');
    const ids = before.map(({ id }) => id);
    const merged = await merge(ids, { merge: true, mergeInto: parent.id });
    expect(merged).toMatchObject({
      applied: { given: ['merge', 'mergeInto'], merge: { parent: parent.id, children: children.map(({ id }) => id) } },
      issues: [{ status: 'UNRESOLVED' }, { status: 'PENDING_MERGE' }, { status: 'PENDING_MERGE' }],
      userErrors: [],
    });
    expect(merged.operation.undoableUntil).not.toBeNull();
    for (const event of events) expect(await send(event, (number += 1))).toBe(200);
    expect(await search()).toEqual([expect.objectContaining({ id: parent.id, timesSeen: 4 })]);

    await runMerges(database, { organizationId: world.organization.id, operationId: merged.operation.id });
    for (const event of events) expect(await send(event, (number += 1))).toBe(200);
    expect(await search()).toEqual([expect.objectContaining({ id: parent.id, timesSeen: 9 })]);
    for (const { id, shortId } of children) {
      expect(await find(id, shortId)).toEqual({ issue: { id: parent.id }, issueByShortId: { id: parent.id } });
    }
  },
);

test('T16: while an issue waits to be merged, it is found under its own id', async () => {
  for (const event of OWN) await send(event, OWN.indexOf(event));
  const [first, second] = await search();
  if (first === undefined || second === undefined) throw new Error('there are no issues');
  const { applied } = await merge([first.id, second.id], { merge: true });
  const child = applied.merge?.children[0] === first.id ? first : second;
  expect(await find(child.id, child.shortId)).toEqual({ issue: { id: child.id }, issueByShortId: { id: child.id } });
});

test('T16: a merged id leads nobody to an issue that they do not see', async () => {
  for (const event of OWN) await send(event, OWN.indexOf(event));
  const ids = (await search()).map(({ id }) => id);
  const { operation, applied } = await merge(ids, { merge: true });
  await runMerges(database, { organizationId: world.organization.id, operationId: operation.id });
  const stranger = await buildWorld(database);
  const id = applied.merge?.children[0] ?? '';
  const answer = await server.graphql('query ($id: ID!) { issue(id: $id) { id } }', { id }, stranger.token.token);
  expect(answer.data).toEqual({ issue: null });
});
