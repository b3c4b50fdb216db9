import type { MutationOptions } from '../../domain/bulk/mutation-options';
import { problem, type Problem, type ProblemCode } from '../../domain/problem';
import { keptId, type JudgedIssue } from './judge-issues';
import type { SelectedIssues } from './select-issues';

/** Issues that a problem names; all of them are counted. */
const NAMED_ISSUES = 100;

/** What the options say about the set that was found: the expected number, and versions of issues that are not in it. */
export function checkSelected(selected: SelectedIssues, options: MutationOptions): readonly Problem[] {
  const { expectedCount, expectedVersions = [] } = options;
  const problems: Problem[] = [];
  if (expectedCount !== undefined && expectedCount !== selected.inside.size) {
    problems.push(
      problem('UNEXPECTED_COUNT', {
        message: `The selection holds ${issues(selected.inside.size)}, not ${expectedCount}.`,
        field: ['options', 'expectedCount'],
        details: { selected: selected.inside.size, expected: expectedCount },
      }),
    );
  }
  const requested = new Set(selected.requested);
  const strangers = expectedVersions.map(({ id }) => id).filter((id) => !requested.has(id));
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
export function offences(judged: readonly JudgedIssue[], { expectedVersions }: MutationOptions): readonly Problem[] {
  const offenders = new Map<ProblemCode, { field: string[]; ids: string[] }>();
  for (const { requested, judgement } of judged) {
    if (judgement.status !== 'INVALID' && judgement.status !== 'CONFLICT') continue;
    const field =
      judgement.status === 'INVALID'
        ? ['input', judgement.attribute]
        : ['options', expectedVersions === undefined ? 'unchangedSince' : 'expectedVersions'];
    const found = offenders.get(judgement.code) ?? { field, ids: [] };
    found.ids.push(requested);
    offenders.set(judgement.code, found);
  }
  return [...offenders].map(([code, { field, ids }]) =>
    problem(code, {
      field,
      issueIds: ids.slice(0, NAMED_ISSUES),
      issueCount: ids.length,
      // The call is sound, or it would not have come here; the code's own sentence would blame it.
      ...(code === 'INVALID_INPUT' && { message: `${field.join('.')} does not fit these issues as they are.` }),
    }),
  );
}

function issues(count: number): string {
  return `${count} issue${count === 1 ? '' : 's'}`;
}
