import { applyCall } from '../../../support/model/apply-call';
import {
  ASSIGNEE_FORMS,
  STATUS_FORMS,
  SUBSTATUS_FORMS,
  type AttributeForm,
} from '../../../support/model/attribute-forms';
import {
  movesBack,
  prepareAttempt,
  reversed,
  type Attempt,
  type PreparedAttempt,
} from '../../../support/model/attempt';
import { ATTRIBUTE_CALLS } from '../../../support/model/attribute-calls';
import { buildStartStates } from '../../../support/model/build-start-states';
import { CallRunner, NOW, type RecordedOutcome } from '../../../support/model/call-runner';
import { buildCast, type Cast } from '../../../support/model/cast';
import { checksums, countLogs, countOperations, forgetIssues } from '../../../support/model/checksums';
import { differences } from '../../../support/model/differences';
import { readIssueRows } from '../../../support/model/read-issue-rows';
import { REFUSED_INPUTS } from '../../../support/model/refused-inputs';
import { START_STATES } from '../../../support/model/start-states';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const SOON = new Date(NOW.getTime() + 20_000);

/** Two calls at a time, each in an organization of its own. */
let lanes: readonly Cast[];
let runner: CallRunner;
beforeAll(async () => {
  runner = new CallRunner(database);
  lanes = await Promise.all([buildCast(database), buildCast(database)]);
});

async function expectTheRules(attempt: Attempt): Promise<void> {
  const { cast, caller } = attempt;
  await forgetIssues(database, cast.organizationId);
  const prepared = await prepareAttempt(database, attempt);
  const { input, ids, labels, expected, offends } = prepared;
  const dry = await expectRehearsalToChangeNothing(prepared);

  const options = { errorPolicy: offends ? 'SKIP_INVALID' : 'ALL_OR_NOTHING' } as const;
  const outcomes = await runner.outcomes(caller, { ids, input, options });
  expect(differences(labels, { expected: expected.map(judgement), actual: outcomes.map(judgement) })).toEqual([]);
  expect(differences(labels, { expected: outcomes, actual: dry })).toEqual([]);
  const stored = await readIssueRows(database, cast.organizationId, ids);
  const actual = ids.map((id) => stored.get(id));
  expect(differences(labels, { expected: expected.map(({ rows }) => rows), actual })).toEqual([]);

  if (!offends && !movesBack(input)) await expectNothingMore(prepared);
}

/** A dry run, and all or nothing where an issue offends: of both, only the record of the dry run is left. */
async function expectRehearsalToChangeNothing(prepared: PreparedAttempt): Promise<readonly RecordedOutcome[]> {
  const { attempt, input, ids, offends } = prepared;
  const { organizationId } = attempt.cast;
  const before = await checksums(database, organizationId);
  const options = { errorPolicy: 'SKIP_INVALID', dryRun: true } as const;
  const outcomes = await runner.outcomes(attempt.caller, { ids, input: reversed(input), options });
  if (offends) await expectAllOrNothingToBeRefused(prepared);
  const after = await checksums(database, organizationId);
  const tables = Object.keys(after).filter((table) => after[table] !== before[table]);
  expect(tables).toEqual(['bulk_operation_outcomes', 'bulk_operations']);
  expect(await countOperations(database, organizationId)).toBe(1);
  return outcomes;
}

async function expectAllOrNothingToBeRefused({ attempt, input, ids, expected }: PreparedAttempt): Promise<void> {
  const offenders = new Map<string, string[]>();
  expected.forEach(({ status, code }, index) => {
    if (status !== 'INVALID' || code === null) return;
    offenders.set(code, [...(offenders.get(code) ?? []), ids[index] ?? '']);
  });
  const result = await runner.call(attempt.caller, { ids, input, options: { errorPolicy: 'ALL_OR_NOTHING' } });
  const problems = result.refused ? result.problems : [];
  const found = problems.map(({ code, issueIds, issueCount }) => [code, { issueIds, issueCount }]);
  const wanted = [...offenders].map(([code, those]) => [
    code,
    { issueIds: those.slice(0, 100), issueCount: those.length },
  ]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
}

async function expectNothingMore({ attempt, input, ids }: PreparedAttempt): Promise<void> {
  const { organizationId } = attempt.cast;
  const before = await countLogs(database, organizationId);
  const options = { errorPolicy: 'SKIP_INVALID' } as const;
  const again = await runner.outcomes(attempt.caller, { ids, input: reversed(input), options, now: SOON });
  expect(again.filter(({ status }) => status === 'CHANGED')).toEqual([]);
  expect(await countLogs(database, organizationId)).toEqual(before);
}

function judgement({ status, code }: { status: string; code: string | null }) {
  return { status, code };
}

describe('A3 A4 O1–O4 T1–T14 every pair of attribute forms on every start state', () => {
  for (const [name, calls] of ATTRIBUTE_CALLS) {
    test(name, async () => {
      const run = async (cast: Cast, lane: number): Promise<void> => {
        const callers = Object.values(cast.callers);
        for (const [index, forms] of calls.entries()) {
          if (index % lanes.length !== lane) continue;
          const caller = callers[index % callers.length] ?? cast.callers.me;
          await expectTheRules({ cast, caller, forms, onlyValid: index % 4 > 1 });
        }
      };
      await Promise.all(lanes.map(run));
    });
  }
});

test('T10 T18 open membership lets every member be assigned, and teams of up to 100 are subscribed one by one', async () => {
  const cast = await buildCast(database, true);
  const hundred: AttributeForm = {
    name: 'assignedTo a team of 100',
    attribute: 'assignedTo',
    of: ({ teams }) => ({ assignedTo: { team: teams.hundred.id } }),
  };
  const unseen = ASSIGNEE_FORMS.filter(({ name }) => name.endsWith('one project'));
  for (const form of [...unseen, hundred]) {
    await expectTheRules({ cast, caller: cast.callers.me, forms: [form], onlyValid: false });
  }
});

test('T6 T9 a single issue changes as among others, and whoever reopens or archives it follows it', async () => {
  const cast = await buildCast(database);
  const caller = cast.callers.selfAssigner;
  const all = await buildStartStates(database, { cast, caller, now: NOW });
  const before = await readIssueRows(database, cast.organizationId, all);
  const forms = [...STATUS_FORMS, ...SUBSTATUS_FORMS];
  const expected = [...before].map(([id, rows], index) => {
    const input = forms[index % forms.length]?.of(cast) ?? {};
    return { id, input, ...applyCall(rows, { cast, caller, input, now: NOW, size: 1 }) };
  });
  for (const { id, input, status, code } of expected) {
    const outcomes = await runner.outcomes(caller, { ids: [id], input, options: { errorPolicy: 'SKIP_INVALID' } });
    expect({ id, input, outcomes: outcomes.map(judgement) }).toEqual({ id, input, outcomes: [{ status, code }] });
  }
  const after = await readIssueRows(database, cast.organizationId, all);
  const labels = expected.map(({ input }, index) => JSON.stringify({ input, state: START_STATES[index] }));
  const actual = all.map((id) => after.get(id));
  expect(differences(labels, { expected: expected.map(({ rows }) => rows), actual })).toEqual([]);
});

test('T3 T4 T10 T14 contradictory and impossible inputs are refused as a whole and write nothing', async () => {
  const cast = await buildCast(database);
  const caller = cast.callers.me;
  const ids = await buildStartStates(database, { cast, caller, now: NOW });
  const before = await checksums(database, cast.organizationId);
  for (const { input, code } of REFUSED_INPUTS) {
    for (const errorPolicy of ['ALL_OR_NOTHING', 'SKIP_INVALID'] as const) {
      const result = await runner.call(caller, { ids, input, options: { errorPolicy } });
      const codes = result.refused ? result.problems.map((problem) => problem.code) : [];
      expect({ input, codes }).toEqual({ input, codes: [code] });
    }
  }
  expect(await checksums(database, cast.organizationId)).toEqual(before);
});
