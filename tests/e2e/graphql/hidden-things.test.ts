import { UNKNOWN_ACTORS } from '../../support/hostile/assignee-cases';
import { CALLS, HIDDEN_ISSUES, READINGS } from '../../support/hostile/hidden-things';
import { MUTATE, type HostileRequest } from '../../support/hostile/hostile-case';
import { buildHostileWorld, type HostileWorld } from '../../support/hostile/hostile-world';
import { innardsOf, readInnards, type Innards } from '../../support/hostile/innards';
import { sendHostile, type HostileAnswer } from '../../support/hostile/send-hostile';
import { useHttpServer } from '../../support/http-server';
import { useOwnDatabase } from '../../support/own-database';
import { differing, tableChecksums } from '../../support/table-checksums';

const database = useOwnDatabase('hidden');
const server = useHttpServer(database);

let world: HostileWorld;
let innards: Innards;
beforeAll(async () => {
  world = await buildHostileWorld(database);
  innards = await readInnards(database);
});

const send = (request: HostileRequest): Promise<HostileAnswer> => sendHostile(server, world, request);

/** Sends the requests and answers what came and which tables are not what they were; nothing of the inside may come. */
async function watch(
  requests: readonly HostileRequest[],
): Promise<{ answers: readonly HostileAnswer[]; written: readonly string[] }> {
  const before = await tableChecksums(database);
  const answers = await Promise.all(requests.map(send));
  expect(answers.flatMap(({ text, sent }) => innardsOf(text, { innards, except: sent }))).toEqual([]);
  return { answers, written: differing(before, await tableChecksums(database)) };
}

describe('legal calls about issues that are not there for the caller', () => {
  test.each(Object.entries(CALLS))(
    'S4 %s: NOT_FOUND, alike for all, and only the operation is recorded',
    async (name, call) => {
      const given = HIDDEN_ISSUES.map(([, id]) => id(world));
      const { answers, written } = await watch(given.map(call));
      const kept = given.map((id) =>
        [...String(id)]
          .slice(0, 64)
          .join('')
          .replace(/[\0\uD800-\uDFFF]/gu, '\uFFFD'),
      );
      const shown = (text: string): string => JSON.stringify(text).slice(1, -1);
      const asIf = answers.map(({ text }, index) =>
        text
          .replace(/"id":"\d+"/, '"id":"OPERATION"')
          .replace(`"issueId":"${shown(kept[index] ?? '')}"`, '"issueId":"GIVEN"'),
      );
      expect(new Set(asIf)).toEqual(
        new Set([
          '{"data":{"bulkMutateIssues":{"operation":{"id":"OPERATION","outcomes":{"nodes":[{"issueId":"GIVEN","status":"NOT_FOUND","code":null}]}},"userErrors":[]}}}\n',
        ]),
      );
      // Of a rehearsal nobody is told that it has ended.
      const told = name === 'a dry run' ? [] : ['outbox_messages'];
      expect(written).toEqual(['bulk_operation_outcomes', 'bulk_operations', ...told]);
    },
  );

  test('S8 all of them in one call, each twice, beside one that is there', async () => {
    const given = HIDDEN_ISSUES.map(([, id]) => String(id(world)));
    const document = MUTATE.replace(/operation \{.*\}/, 'operation { counts { requested notFound unchanged } }');
    const variables = { ids: [...given, world.issueId, ...given], input: {} };
    const { answers, written } = await watch([{ document, variables }]);
    const counts = { requested: given.length + 1, notFound: given.length, unchanged: 1 };
    expect(answers[0]?.data).toEqual({ bulkMutateIssues: { operation: { counts }, userErrors: [] } });
    expect(written).toEqual(['bulk_operation_outcomes', 'bulk_operations', 'outbox_messages']);
  });
});

describe('what is unknown and what is hidden are one to a caller', () => {
  test.each(READINGS)('%s', async (_, document, things) => {
    const { answers, written } = await watch(
      things.map(([, given]) => ({ document: document(world), variables: { given: given(world) } })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.text).toMatch(/null|"NOT_FOUND"|"totalCount":0/);
    expect(answers[0]?.text).not.toContain('INTERNAL');
    expect(written).toEqual([]);
  });

  test('assignees', async () => {
    const { answers, written } = await watch(
      UNKNOWN_ACTORS.map(([, assignedTo]) => ({
        document: MUTATE,
        variables: { ids: [world.issueId], input: { assignedTo: assignedTo(world) } },
      })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(written).toEqual([]);
  });
});

test.each([
  ['GET', 405],
  ['PUT', 404],
  ['PATCH', 404],
  ['DELETE', 404],
  ['HEAD', 404],
])('a mutation by %s is answered %d, and changes nothing', async (method, status) => {
  const query = `mutation { bulkMutateIssues(ids: ["${world.issueId}"], input: { status: RESOLVED }) { userErrors { code } } }`;
  const before = await tableChecksums(database);
  const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query }).toString()}`, {
    method,
    headers: { authorization: `Bearer ${world.tokens.member}`, 'apollo-require-preflight': 'true' },
  });
  expect(answer.status).toBe(status);
  expect(differing(before, await tableChecksums(database))).toEqual([]);
});

test('fragments that double at every level end, also with an idempotency key', async () => {
  const levels = Array.from({ length: 12 }, (_, n) => `fragment F${n} on Mutation { ...F${n + 1} ...F${n + 1} }`);
  const last = 'fragment F12 on Mutation { bulkMutateIssues(ids: [], input: {}) { userErrors { code field } } }';
  const { errors, userErrors } = await send({
    document: `mutation { ...F0 } ${levels.join(' ')} ${last}`,
    headers: { 'idempotency-key': 'k'.repeat(300) },
  });
  expect(errors).toEqual([]);
  expect(userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['options', 'idempotencyKey'] }]);
});

test('none of it was a fault of the server', () => {
  expect(server.log.filter(({ msg }) => msg === 'fault')).toEqual([]);
});
