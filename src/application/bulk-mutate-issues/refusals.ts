import { FIELD_OF_FORM } from '../../domain/attributes/status/resolve-form';
import type { Judgement } from '../../domain/bulk/judge-issue';
import type { MutationOptions } from '../../domain/bulk/mutation-options';
import { problem, type Problem, type ProblemCode } from '../../domain/problem';
import { keptId, type JudgedIssue } from './judge-issues';
import type { Call } from './read-call';
import type { SelectedIssues } from './select-issues';

/** Issues that a problem names; all of them are counted. */
const NAMED_ISSUES = 100;

/** What the options say about the set that was found: the expected number, and versions of issues that are not in it. */
export function checkSelected(selected: SelectedIssues, options: MutationOptions): readonly Problem[] {
  return checkExpectations(selected.inside.size, strangersAmong(options.expectedVersions, selected), options);
}

function strangersAmong(expected: MutationOptions['expectedVersions'], selected: SelectedIssues): readonly string[] {
  if (expected === undefined) return [];
  const requested = new Set(selected.requested);
  return expected.map(({ id }) => id).filter((id) => !requested.has(id));
}

/** The same of a set by its size, and by the ids among the expected versions that are not in it. */
export function checkExpectations(
  size: number,
  strangers: readonly string[],
  { expectedCount }: MutationOptions,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (expectedCount !== undefined && expectedCount !== size) {
    problems.push(
      problem('UNEXPECTED_COUNT', {
        message: `The selection holds ${issues(size)}, not ${expectedCount}.`,
        field: ['options', 'expectedCount'],
        details: { selected: size, expected: expectedCount },
      }),
    );
  }
  if (strangers.length > 0) {
    problems.push(
      problem('INVALID_INPUT', {
        message: 'expectedVersions names issues that are not selected.',
        field: ['options', 'expectedVersions'],
        issueIds: strangers.slice(0, NAMED_ISSUES).map(keptId),
        issueCount: strangers.length,
      }),
    );
  }
  return problems;
}

/** Under ALL_OR_NOTHING: one problem a code for the issues that refuse or have changed meanwhile. */
export function offences(judged: readonly JudgedIssue[], call: Pick<Call, 'command' | 'changes'>): readonly Problem[] {
  const offenders = new Map<ProblemCode, { judgement: Offence; ids: string[] }>();
  for (const { requested, judgement } of judged) {
    if (judgement.status !== 'INVALID' && judgement.status !== 'CONFLICT') continue;
    const found = offenders.get(judgement.code) ?? { judgement, ids: [] };
    found.ids.push(requested);
    offenders.set(judgement.code, found);
  }
  return [...offenders.values()].map(({ judgement, ids }) =>
    offenceProblem(judgement, { issueIds: ids.slice(0, NAMED_ISSUES), issueCount: ids.length }, call),
  );
}

/** What issues offend against, all for the same reason. */
export function offenceProblem(
  offence: Offence,
  named: { readonly issueIds: readonly string[]; readonly issueCount: number },
  call: Pick<Call, 'command' | 'changes'>,
): Problem {
  const { code } = offence;
  const field = fieldOf(offence, call);
  return problem(code, {
    field,
    ...named,
    // The call is sound, or it would not have come here; the code's own sentence would blame it.
    ...(code === 'INVALID_INPUT' && { message: `${field.join('.')} does not fit these issues as they are.` }),
  });
}

/** A judgement because of which an issue stays as it is. */
export type Offence = Extract<Judgement, { status: 'SKIPPED' | 'CONFLICT' } | { status: 'INVALID' }>;

/** Codes of issues whose project lacks the release that the form of resolving speaks of. */
const OF_RELEASES: ReadonlySet<ProblemCode> = new Set(['RELEASE_NOT_FOUND', 'NO_RELEASE_DATA', 'INVALID_INPUT']);

/** The argument that the issue does not fit. */
function fieldOf(offence: Offence, { command, changes: { status } }: Pick<Call, 'command' | 'changes'>): string[] {
  const { expectedVersions } = command.options;
  if (offence.status !== 'INVALID') {
    return ['options', expectedVersions === undefined ? 'unchangedSince' : 'expectedVersions'];
  }
  const form = status?.kind === 'resolve' ? status.form : undefined;
  if (offence.attribute !== 'status' || form === undefined || !OF_RELEASES.has(offence.code)) {
    return ['input', offence.attribute];
  }
  return ['input', 'statusDetails', FIELD_OF_FORM[form.in]];
}

function issues(count: number): string {
  return `${count} issue${count === 1 ? '' : 's'}`;
}
