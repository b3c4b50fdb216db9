import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessDocument, keyOf } from '../../support/access/access-document';
import { ACCESS_TABLE, nameOf, type AccessRow, type Answer } from '../../support/access/access-table';
import { buildArena, type Arena } from '../../support/access/arena';
import { cellsOf, expectedAnswer } from '../../support/access/expected-answer';
import { isUserRole, type Cell } from '../../support/access/who-and-where';
import { buildOperation } from '../../support/build/operation';
import { buildToken } from '../../support/build/token';
import { buildTombstone } from '../../support/build/tombstone';
import { buildWebhook } from '../../support/build/webhook';
import { documentOf, ROOT_FIELDS } from '../../support/call-field';
import { useHttpServer, type GraphQLAnswer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const DOCUMENT = join(__dirname, '..', '..', '..', 'docs', 'access.md');
/** Calls under way at once. */
const AT_ONCE = 8;

const database = useTestDatabase();
const server = useHttpServer(database);
const answers = new Map<string, Answer>();

let arena: Arena;
beforeAll(async () => {
  arena = await buildArena(database);
});

let count = 0;

async function ask(row: AccessRow, cell: Cell): Promise<string> {
  const place = arena.places[cell.place];
  const given = await row.given({
    place,
    fresh: `fresh-${process.pid}-${(count += 1)}`,
    self: isUserRole(cell.caller) ? arena.users[cell.caller] : null,
    sacrifice: async ({ organizationId, id: userId }) => (await buildToken(database, { organizationId, userId })).id,
    bury: ({ project }) => buildTombstone(database, project),
    hook: async ({ organization }) => (await buildWebhook(database, organization.id)).id,
    begin: ({ organization }, by) =>
      buildOperation(database, { organizationId: organization.id, state: 'RUNNING', ...(by && { actorId: by.id }) }),
  });
  const token = arena.tokenOf(cell.caller, cell.scopes);
  return answerOf(row, await server.graphql(documentOf(row.field, row.select), { ...given }, token));
}

interface AnyPayload {
  readonly userErrors?: readonly { readonly code: string }[];
  readonly operation?: { readonly counts: { readonly notFound: number } } | null;
}

/** In one word: the code of the first error, whether there was nothing, or OK. */
function answerOf(row: AccessRow, { data, errors }: GraphQLAnswer<Record<string, AnyPayload | null>>): string {
  const payload = data[row.field.split('.')[1] ?? ''];
  const [code] = [
    ...errors.map(({ extensions }) => extensions.code),
    ...(payload?.userErrors ?? []).map((e) => e.code),
  ];
  if (code !== undefined) return code;
  if (payload === null || payload === undefined) return 'NULL';
  return payload.operation?.counts.notFound === 1 ? 'NOT_FOUND' : 'OK';
}

/** The cells that answered otherwise than the table says. */
async function play(row: AccessRow): Promise<string[]> {
  const cells = [...cellsOf(row)];
  const wrong: string[] = [];
  const player = async (): Promise<void> => {
    for (let cell = cells.shift(); cell !== undefined; cell = cells.shift()) {
      const [answer, expected] = [await ask(row, cell), expectedAnswer(row, cell)];
      answers.set(keyOf(row, cell), answer as Answer);
      if (answer !== expected) wrong.push(`${keyOf(row, cell)}: ${answer}, not ${expected}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, player));
  return wrong.sort();
}

describe('P1: the access matrix', () => {
  it('has a row for every query and mutation of the schema, and for nothing else', () => {
    expect([...new Set(ACCESS_TABLE.map(({ field }) => field))].sort()).toEqual([...ROOT_FIELDS.keys()].sort());
  });

  it.each(ACCESS_TABLE.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => {
    expect(await play(row)).toEqual([]);
  });

  it('is the one of docs/access.md', () => {
    const document = accessDocument(answers);
    if (process.env['UPDATE_ACCESS'] === '1') writeFileSync(DOCUMENT, document);
    expect(document).toBe(readFileSync(DOCUMENT, 'utf8'));
  });
});
