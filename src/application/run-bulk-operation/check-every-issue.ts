import type { MutationOptions } from '../../domain/bulk/mutation-options';
import { judgeIssue, type Judgement, type PreparedCall } from '../../domain/bulk/judge-issue';
import { isIdentifier } from '../../domain/identifier';
import type { Problem } from '../../domain/problem';
import {
  findOffences,
  readGroupsToJudge,
  readSetKinds,
  type FrozenSet,
  type OffenceRow,
  type SetKind,
} from '../../persistence/read/read-set-kinds';
import type { Executor } from '../../persistence/statement';
import { prepareCall, type Preparation } from '../bulk-mutate-issues/prepare-call';
import type { Call } from '../bulk-mutate-issues/read-call';
import { offenceProblem, type Offence } from '../bulk-mutate-issues/refusals';
import type { SetFacts } from '../bulk-mutate-issues/stored-request';
import type { CallToFreeze } from './call-to-freeze';

interface CheckedSet {
  readonly problems: readonly Problem[];
  readonly facts: SetFacts;
}

/** A kind of issues that an attribute refuses. */
type RefusedKind = SetKind & { readonly judgement: Offence };

const NO_EXPECTATION = { unchangedSince: null, versions: new Map<string, number>() };
const HAS_CHANGED = { status: 'CONFLICT', code: 'VERSION_CONFLICT' } as const;

/**
 * Checks a frozen set of any size before anything is changed. Why an attribute refuses an issue lies in its project, its
 * category and its status, so one issue of each kind is judged for all of them; what the caller knew of the issues is
 * compared in the database.
 */
export async function checkEveryIssue(
  tx: Executor,
  asked: CallToFreeze & { readonly size: number },
): Promise<CheckedSet> {
  const { call, operation, now, size } = asked;
  const { organizationId } = operation;
  const { resolveAges, projects } = call.access;
  const set: FrozenSet = { operation, scope: { projectIds: [...projects.keys()], now, resolveAges } };
  const kinds = await readSetKinds(tx, set);
  const facts = { single: size === 1, projectIds: [...new Set(kinds.map(({ projectId }) => projectId))] };
  const examples = await readGroupsToJudge(tx, { organizationId, ids: kinds.map(({ exampleId }) => exampleId) });
  const ids = examples.map(({ id }) => id);
  const prepared = await prepareCall(tx, {
    call,
    selected: { requested: ids, locked: new Map(examples.map((row) => [row.id, row])), inside: new Set(ids) },
    ...{ operationId: operation.operationId, now, facts, settings: { mergeEventLimit: 0 } },
  });
  if (prepared.problems.length > 0) return { problems: prepared.problems, facts };
  const { options } = call.command;
  if (options.errorPolicy !== 'ALL_OR_NOTHING') return { problems: [], facts };
  const refused = refusedKinds(kinds, prepared);
  if (refused.length === 0 && !expectsAnything(options)) return { problems: [], facts };
  return { problems: problemsOf(await offencesIn(tx, set, { refused, options }), { refused, call }), facts };
}

function refusedKinds(kinds: readonly SetKind[], { states, call }: Preparation): readonly RefusedKind[] {
  const judge = judgeIssue(withoutExpectation(call));
  return kinds.flatMap((kind): RefusedKind[] => {
    const state = states.get(kind.exampleId);
    const judgement: Judgement | undefined = state && judge(state);
    return judgement?.status === 'INVALID' ? [{ ...kind, judgement }] : [];
  });
}

function withoutExpectation(call: PreparedCall): PreparedCall {
  return { ...call, expectation: NO_EXPECTATION };
}

function expectsAnything({ unchangedSince, expectedVersions }: MutationOptions): boolean {
  return unchangedSince !== undefined || (expectedVersions ?? []).length > 0;
}

function offencesIn(
  tx: Executor,
  set: FrozenSet,
  { refused, options }: { readonly refused: readonly RefusedKind[]; readonly options: MutationOptions },
): Promise<readonly OffenceRow[]> {
  const { unchangedSince = null, expectedVersions = [] } = options;
  const versions = expectedVersions.filter(({ id }) => isIdentifier(id));
  const coded = refused.map((kind) => ({ ...kind, code: kind.judgement.code }));
  return findOffences(tx, { ...set, unchangedSince, versions, refused: coded });
}

function problemsOf(
  offences: readonly OffenceRow[],
  { refused, call }: { readonly refused: readonly RefusedKind[]; readonly call: Call },
): readonly Problem[] {
  return offences.map(({ code, issueIds, issueCount }) => {
    const judgement = refused.find((kind) => kind.judgement.code === code)?.judgement ?? HAS_CHANGED;
    return offenceProblem(judgement, { issueIds, issueCount }, call);
  });
}
