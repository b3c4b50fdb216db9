import { ASSIGNEE_CASES } from '../../support/hostile/assignee-cases';
import { ATTRIBUTE_CASES } from '../../support/hostile/attribute-cases';
import { DOCUMENT_CASES } from '../../support/hostile/document-cases';
import type { ExpectedError, HostileCase } from '../../support/hostile/hostile-case';
import { buildHostileWorld, type HostileWorld } from '../../support/hostile/hostile-world';
import { innardsOf, readInnards, type Innards } from '../../support/hostile/innards';
import { LIMIT_CASES } from '../../support/hostile/limit-cases';
import { MISFIT_CASES } from '../../support/hostile/misfit-cases';
import { OPTIONS_CASES } from '../../support/hostile/options-cases';
import { READING_CASES } from '../../support/hostile/reading-cases';
import { SELECTION_CASES } from '../../support/hostile/selection-cases';
import { sendHostile } from '../../support/hostile/send-hostile';
import { TRANSPORT_CASES } from '../../support/hostile/transport-cases';
import { useHttpServer } from '../../support/http-server';
import { useOwnDatabase } from '../../support/own-database';
import { differing, tableChecksums, type Checksums } from '../../support/table-checksums';

const database = useOwnDatabase('hostile');
const server = useHttpServer(database);

let world: HostileWorld;
let before: Checksums;
let innards: Innards;
beforeAll(async () => {
  world = await buildHostileWorld(database);
  innards = await readInnards(database);
  before = await tableChecksums(database);
});

const TABLES: Readonly<Record<string, readonly HostileCase[]>> = {
  'variables that do not fit': MISFIT_CASES,
  options: OPTIONS_CASES,
  selections: SELECTION_CASES,
  attributes: ATTRIBUTE_CASES,
  assignees: ASSIGNEE_CASES,
  queries: READING_CASES,
  documents: DOCUMENT_CASES,
  'requests that ask for too much': LIMIT_CASES,
  'bodies and tokens': TRANSPORT_CASES,
};

describe.each(Object.entries(TABLES))('mistaken and hostile calls: %s', (_, cases) => {
  test.each(cases.map((each) => [each.name, each] as const))(
    '%s',
    async (_name, { request, status, errors, userErrors }) => {
      const answer = await sendHostile(server, world, request(world));
      expect({
        status: answer.status,
        errors: answer.errors.map(({ message, path, extensions: { code, ...details } }, index) =>
          seen([code, path?.join('.') ?? '', message, details], errors[index]),
        ),
        userErrors: answer.userErrors.map(({ code, field, message, details }, index) =>
          seen([code, field?.join('.') ?? '', message, details ?? {}], userErrors[index]),
        ),
      }).toEqual({ status, errors, userErrors });
      expect(answer.done).toBe(false);
      expect(innardsOf(answer.text, { innards, except: answer.sent })).toEqual([]);
      expect(differing(before, await tableChecksums(database))).toEqual([]);
    },
  );
});

/** The error without the details that the table says nothing about. */
function seen([code, field, message, details]: ExpectedError, expected: ExpectedError | undefined): ExpectedError {
  return expected?.[3] === undefined ? [code, field, message] : [code, field, message, details ?? {}];
}

test('there are enough of them, each under a name of its own, and none was a fault of the server', () => {
  const names = Object.values(TABLES).flatMap((cases) => cases.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(110);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(server.log.filter(({ msg }) => msg === 'fault')).toEqual([]);
});
