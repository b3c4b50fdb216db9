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
export function offences(judged: readonly JudgedIssue[], call: Pick<Call, 'command' | 'changes'>): readonly Problem[] {
  const offenders = new Map<ProblemCode, { field: readonly string[]; ids: string[] }>();
  for (const { requested, judgement } of judged) {
    if (judgement.status !== 'INVALID' && judgement.status !== 'CONFLICT') continue;
    const found = offenders.get(judgement.code) ?? { field: fieldOf(judgement, call), ids: [] };
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

type Offence = Extract<Judgement, { status: 'SKIPPED' | 'CONFLICT' } | { status: 'INVALID' }>;

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
