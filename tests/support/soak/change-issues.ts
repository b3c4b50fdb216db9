import { setTimeout as delay } from 'node:timers/promises';
import type { SoakRequest } from './soak-client';
import { nth, stretch, type Deed } from './soak-deed';
import type { Soaking } from './soak-world';

const MUTATE = `
  mutation ($ids: [ID!], $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
    bulkMutateIssues(ids: $ids, input: $input, options: $options) {
      operation { id state counts { requested changed } } userErrors { code message } issues(first: 5) { id status }
    }
  }`;
const UNDO = `
  mutation ($id: ID!) { undoBulkOperation(id: $id) { operation { id } userErrors { code message } } }`;
const OPERATION = 'query ($id: ID!) { bulkOperation(id: $id) { state progress } }';
const NOTE = 'mutation ($id: ID!, $text: String!) { addIssueNote(issueId: $id, text: $text) { userErrors { code } } }';

const COUNTS = [1, 5, 25, 100, 500] as const;
const INPUTS: readonly [object, ...object[]] = [
  { status: 'RESOLVED' },
  { priority: 'HIGH' },
  { status: 'UNRESOLVED' },
  { hasSeen: true, isBookmarked: true },
  { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' },
  { priority: 'LOW', isBookmarked: false },
  { status: 'UNRESOLVED', inbox: true },
];
const JOB_ISSUES = 3_000;
const POLL_MS = 250;
const LONGEST_JOB_MS = 120_000;

type Vain = Omit<SoakRequest, 'kind'>;

interface Call {
  readonly ids: readonly string[];
  readonly input: object;
  readonly options?: object;
}

/** One call; the id of its operation, null where it was told to come again. */
async function mutate({ client, promised }: Soaking, kind: string, call: Call): Promise<string | null> {
  const answer = await client.graphql(kind, MUTATE, call);
  const id = operationOf(answer?.text);
  if (id !== null) promised.operations.set(id, call.ids.length);
  return id;
}

function operationOf(text: string | undefined): string | null {
  return /"operation":\{"id":"(\d+)"/.exec(text ?? '')?.[1] ?? null;
}

/** Calls of one to 500 issues. */
const CALLS: Deed = {
  everyMs: 500,
  async run(soaking, index) {
    const ids = stretch(soaking.world.changed, index, nth(COUNTS, index));
    await mutate(soaking, 'call', { ids, input: nth(INPUTS, index) });
  },
};

const DRY_RUNS: Deed = {
  everyMs: 2_000,
  async run(soaking, index) {
    const ids = stretch(soaking.world.changed, index, 100);
    await mutate(soaking, 'dry run', { ids, input: nth(INPUTS, index), options: { dryRun: true } });
  },
};

/** Jobs of some thousand issues, each until it has ended. */
const JOBS: Deed = {
  everyMs: 10_000,
  async run(soaking, index) {
    const ids = stretch(soaking.world.many, index, JOB_ISSUES);
    const input = { status: index % 2 === 0 ? 'RESOLVED' : 'UNRESOLVED' };
    const begun = performance.now();
    const id = await mutate(soaking, 'job', { ids, input, options: { mode: 'ASYNC' } });
    if (id === null) return;
    for (const deadline = begun + LONGEST_JOB_MS; performance.now() < deadline; await delay(POLL_MS)) {
      const answer = await soaking.client.graphql('progress', OPERATION, { id });
      if (answer !== null && !/"(PENDING|RUNNING)"/.test(answer.text)) break;
    }
    soaking.client.latencies.note('job done', begun);
  },
};

/** A call, and its undo at once. */
const UNDOS: Deed = {
  everyMs: 3_000,
  async run(soaking, index) {
    const ids = stretch(soaking.world.undone, index, 20);
    const id = await mutate(soaking, 'call', { ids, input: { status: 'RESOLVED' } });
    if (id === null) return;
    const undo = operationOf((await soaking.client.graphql('undo', UNDO, { id }))?.text);
    if (undo !== null) soaking.promised.operations.set(undo, null);
  },
};

const NOTES: Deed = {
  everyMs: 1_000,
  async run({ client, world }, index) {
    const [id = ''] = stretch(world.changed, index, 1);
    await client.graphql('note', NOTE, { id, text: `The note ${index}` });
  },
};

/** Requests that are refused. */
const REFUSED: Deed = {
  everyMs: 1_000,
  async run({ client, world: { organization, project, changed } }, index) {
    const [id = ''] = changed;
    const call = { query: MUTATE, variables: { ids: [id], input: { status: 'RESOLVED' } } };
    const list = `/api/0/projects/${organization.slug}/${project.slug}/issues/`;
    const refused: readonly [Vain, ...Vain[]] = [
      { path: '/graphql', body: call, token: 'mst_nobody' },
      { path: '/graphql', body: { ...call, variables: { ids: [id], input: { status: 'GONE' } } } },
      { path: '/graphql', body: { ...call, variables: { ids: [id], input: { mergeInto: id } } } },
      { path: '/graphql', body: { query: '{ issues(organization: "nobody") { nodes { id } } }' } },
      { path: `${list}?query=is:nothing`, method: 'GET' },
      { path: list, method: 'GET', token: 'mst_nobody' },
      { path: `/api/${project.id}/store/?sentry_key=${'0'.repeat(32)}`, body: { message: 'nobody' } },
    ];
    await client.askInVain({ kind: 'refused', ...nth(refused, index) });
  },
};

export const CHANGES: readonly Deed[] = [CALLS, DRY_RUNS, JOBS, UNDOS, NOTES, REFUSED];
