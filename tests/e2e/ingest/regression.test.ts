import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { buildWorld, type World } from '../../support/build/world';
import { compiledFile } from '../../support/compiled-program';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const PROGRAM = 'tests/support/throw-in-releases.child.ts';
const ISSUES = `query ($organization: String!) {
  issues(organization: $organization, query: "", first: 5) {
    nodes {
      id status substatus inbox { reason }
      activity(first: 10) { nodes { type data } }
    }
  }
}`;
const RESOLVE = `mutation ($ids: [ID!]) {
  bulkMutateIssues(ids: $ids, input: { status: RESOLVED, statusDetails: { inNextRelease: true } }) {
    issues { status }
    userErrors { code }
  }
}`;
const CREATE = `mutation ($input: CreateReleaseInput!) {
  createRelease(input: $input) { release { version } userErrors { code } }
}`;

interface ShownIssue {
  readonly id: string;
  readonly status: string;
  readonly substatus: string | null;
  readonly inbox: { readonly reason: string } | null;
  readonly activity: { readonly nodes: readonly { readonly type: string; readonly data: unknown }[] };
}

const database = useTestDatabase();
const server = useHttpServer(database);
let world: World;
let program: ChildProcessWithoutNullStreams;
let answers: AsyncIterator<string>;
beforeAll(async () => {
  world = await buildWorld(database);
  const { publicKey, id } = world.project;
  const dsn = `${server.url.replace('://', `://${publicKey}@`)}/${id}`;
  program = spawn(process.execPath, [compiledFile(PROGRAM), dsn]);
  program.stderr.pipe(process.stderr);
  answers = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
});
afterAll(async () => {
  const closed = new Promise((resolve) => program.on('close', resolve));
  program.kill();
  await closed;
});

/** Lets the program go wrong in a release; its error is recorded afterwards. */
async function fail(release: string): Promise<void> {
  const before = await recorded();
  program.stdin.write(`${release}\n`);
  expect(await answers.next()).toEqual({ done: false, value: 'sent' });
  expect(await recorded()).toBe(before + 1);
}

async function recorded(): Promise<number> {
  return (await database.query('select from events where organization_id = $1', [world.organization.id])).length;
}

async function ask<Data>(document: string, variables: object): Promise<Data> {
  const answer = await server.graphql<Data>(document, { ...variables }, world.token.token);
  expect(answer.errors).toEqual([]);
  return answer.data;
}

async function onlyIssue(): Promise<ShownIssue> {
  const { issues } = await ask<{ issues: { nodes: ShownIssue[] } }>(ISSUES, {
    organization: world.organization.slug,
  });
  const [issue, ...others] = issues.nodes;
  if (issue === undefined || others.length > 0) throw new Error(`there are ${others.length + 1} issues`);
  return issue;
}

it('@sentry/node: an issue resolved in the next release stays so for the old one, and comes back with the new one', async () => {
  await fail('shop@1.0.0');
  const { id } = await onlyIssue();
  await ask(RESOLVE, { ids: [id] });
  await fail('shop@1.0.0');
  expect(await onlyIssue()).toMatchObject({ id, status: 'RESOLVED', inbox: null });
  const { slug } = world.organization;
  await ask(CREATE, { input: { organization: slug, projects: [world.project.slug], version: 'shop@1.1.0' } });
  await fail('shop@1.0.0');
  expect((await onlyIssue()).status).toBe('RESOLVED');
  await fail('shop@1.1.0');
  const issue = await onlyIssue();
  expect(issue).toMatchObject({ id, status: 'UNRESOLVED', substatus: 'REGRESSED', inbox: { reason: 'REGRESSION' } });
  expect(issue.activity.nodes.slice(0, 2)).toMatchObject([
    { type: 'SET_REGRESSION', data: { version: 'shop@1.1.0', follows_semver: true } },
    { type: 'SET_RESOLVED_IN_RELEASE', data: { version: 'shop@1.1.0' } },
  ]);
});
