import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { buildGroups } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { compiledFile } from '../../support/compiled-program';
import { useOwnDatabase } from '../../support/own-database';
import { ServerProcess, type LogLine } from '../../support/server-process';
import { TraceCollector, type CollectedSpan } from '../../support/trace-collector';

const PATIENCE_MS = 25_000;
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const SECRET = 'what-nobody-may-read';
const MUTATE = `mutation Triage($ids: [ID!], $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
  bulkMutateIssues(ids: $ids, input: $input, options: $options) { operation { id state } userErrors { code } }
}`;

interface Answer {
  readonly data: { readonly bulkMutateIssues: { readonly operation: { readonly id: string } | null } };
}

// Workers take whatever waits in a database.
const database = useOwnDatabase('told_work');
let collector: TraceCollector;
let server: ServerProcess;
let world: World;
let operationId: string;

async function post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${world.token.token}`, ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} did not come.`);
    await delay(50);
  }
}

beforeAll(async () => {
  world = await buildWorld(database);
  collector = await TraceCollector.start();
  server = await ServerProcess.start(database.url, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  const [group] = await buildGroups(database, 1, { project: world.project });
  const variables = { ids: [group?.id, SECRET], input: { status: 'RESOLVED' }, options: { mode: 'ASYNC' } };
  const headers = { traceparent: `00-${TRACE_ID}-${SPAN_ID}-01`, 'x-request-id': 'told.1' };
  const answer = await post(`/graphql?secret=${SECRET}`, { query: MUTATE, variables }, headers);
  operationId = answer.data.bulkMutateIssues.operation?.id ?? '';
  const refusedInput = { ids: [group?.id], input: { statusDetails: { ignoreCount: 1 } } };
  await post('/graphql', { query: MUTATE, variables: refusedInput }, { 'x-request-id': 'told.2' });
});

afterAll(async () => {
  await server?.kill();
  await collector?.stop();
});

const spanNamed = (name: string, traceId?: string): Promise<CollectedSpan> =>
  until(`The span ${name}`, () =>
    collector.spans.find((span) => span.name === name && (traceId ?? span.traceId) === span.traceId),
  );
const attributesOf = ({ attributes }: CollectedSpan): Readonly<Record<string, unknown>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
const lineOf = (what: Readonly<Record<string, unknown>>): Promise<LogLine> =>
  until(`The line ${JSON.stringify(what)}`, () =>
    server.log.find((line) => Object.entries(what).every(([key, value]) => line[key] === value)),
  );

test('a request is traced under the trace of its caller: operation, use case, transaction, SQL by its label', async () => {
  const request = await spanNamed('POST /graphql', TRACE_ID);
  expect(request.parentSpanId).toBe(SPAN_ID);
  expect(attributesOf(request)).toMatchObject({ 'http.route': '/graphql', 'http.request.method': 'POST' });
  await spanNamed('mutation Triage', TRACE_ID);
  const useCase = await spanNamed('use case bulkMutateIssues', TRACE_ID);
  expect(attributesOf(useCase)).toEqual({ 'muster.refused': false, 'muster.operation.id': operationId });
  const transaction = await spanNamed('transaction', TRACE_ID);
  expect(transaction.parentSpanId).toBe(useCase.spanId);
  const sql = await spanNamed('sql draw-operation-id', TRACE_ID);
  expect(sql.parentSpanId).toBe(transaction.spanId);
});

test('a job is a trace of its own, with the operation that asked for it and a span for each piece of its work', async () => {
  // Of several jobs that work on one operation, one finds issues left.
  const sql = await until('A span of the work', () =>
    collector.spans.find(({ name, traceId }) => name === 'sql lock-groups' && traceId !== TRACE_ID),
  );
  const job = await spanNamed('job run-bulk-operation', sql.traceId);
  expect(attributesOf(job)).toMatchObject({ 'muster.operation.id': operationId });
  expect(job.parentSpanId ?? '').toBe('');
  const pieces = collector.spans.filter(
    ({ name, parentSpanId }) => name === 'transaction' && parentSpanId === job.spanId,
  );
  expect(pieces.map(({ spanId }) => spanId)).toContain(sql.parentSpanId);
});

test('a request and a job each write one line that names who and which operation', async () => {
  const about = { organizationId: world.organization.id, userId: world.owner.id, operationName: 'Triage' };
  expect(await lineOf({ reqId: 'told.1', msg: 'request' })).toMatchObject({
    ...about,
    ...{ method: 'POST', route: '/graphql', status: 200, bulkOperationId: operationId, traceId: TRACE_ID },
    ms: expect.any(Number) as number,
  });
  expect(await lineOf({ reqId: 'told.2', msg: 'request' })).toMatchObject({ ...about, userErrors: ['INVALID_INPUT'] });
  const job = await lineOf({ msg: 'job', job: 'run-bulk-operation', bulkOperationId: operationId });
  expect(job).toMatchObject({ result: 'done', ms: expect.any(Number) as number });
  expect(job['transactions']).toBeGreaterThan(0);
});

test('nothing that was sent is told: no token, variable, query, title or address', async () => {
  await spanNamed('job run-bulk-operation');
  const told = collector.bodies.join('') + JSON.stringify(server.log);
  for (const secret of [SECRET, world.token.token, 'INSERT', 'insert into', 'bulkMutateIssues(ids', 'TypeError']) {
    expect(told).not.toContain(secret);
  }
});

test('a name that an operation has from its client is told in short', async () => {
  const name = `Long${'g'.repeat(100_000)}`;
  await post('/graphql', { query: `query ${name} { __typename }` }, { 'x-request-id': 'told.4' });
  const { operationName } = await lineOf({ reqId: 'told.4', msg: 'request' });
  expect(operationName).toBe(name.slice(0, 100));
  const span = await until('The span', () => collector.spans.find((one) => one.name.startsWith('query Longg')));
  expect(span.name.length).toBeLessThan(1_000);
  expect(JSON.stringify(span).length).toBeLessThan(10_000);
});

test('a stop sends what is left', async () => {
  const before = collector.spans.length;
  await post('/graphql', { query: '{ __typename }' });
  expect(await server.stop()).toBe(0);
  expect(collector.spans.slice(before).map(({ name }) => name)).toContain('POST /graphql');
});

test('without a collector nothing of its SDK and its instrumentations is loaded', async () => {
  const loaded = async (variables: Readonly<Record<string, string>>, modules: readonly string[]): Promise<number> => {
    const script = `${modules.map((module) => `require('${compiledFile(`src/bootstrap/${module}.ts`)}');`).join('')}
      const ofSdk = (file) => /@opentelemetry.(sdk|instrumentation|core)/.test(file);
      console.log(Object.keys(require.cache).filter(ofSdk).length); process.exit(0)`;
    const env = { ...process.env, ...variables };
    const { stdout } = await promisify(execFile)(process.execPath, ['-r', 'reflect-metadata', '-e', script], { env });
    return Number(stdout);
  };
  const counts = [
    loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, ['telemetry/start-telemetry', 'serve']),
    loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }, ['telemetry/start-telemetry']),
    loaded({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/v1/traces' }, ['telemetry/start-telemetry']),
  ];
  const [without = NaN, wanted = NaN, wantedByPath = NaN] = await Promise.all(counts);
  expect(without).toBe(0);
  expect(wanted).toBeGreaterThan(50);
  expect(wantedByPath).toBe(wanted);
});
