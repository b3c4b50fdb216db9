import type { Problem, ProblemCode } from '../domain/problem';
import type { FieldErrors } from './body-reader';
import { RestError } from './rest-error';

const STATUSES: Partial<Record<ProblemCode, number>> = {
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  BUSY: 503,
};

/** Sentences that clients of these routes know, and those for which ours speak of arguments that only GraphQL has. */
const SENTENCES: Partial<Record<ProblemCode, string | Readonly<Record<string, string>>>> = {
  IDS_REQUIRED: 'Name the issues by id: without ids only the status can be changed.',
  MULTIPLE_PROJECTS: 'Merging across multiple projects is not supported',
  NOT_AN_ERROR_ISSUE: {
    merge: 'Only error issues can be merged.',
    discard: 'Only error issues can be discarded.',
  },
  ACTION_NOT_ALLOWED_FOR_TYPE: {
    status: 'Cannot manually resolve one or more issues.',
    priority: 'Cannot manually set priority of one or more issues.',
  },
  FEATURE_DISABLED: 'You do not have that feature enabled',
  RELEASE_NOT_FOUND: 'Unable to find a release with the given version.',
  REPOSITORY_NOT_FOUND: 'Unable to find the given repository.',
  COMMIT_NOT_FOUND: 'Unable to find the given commit.',
};

/** Codes that are no fault of one field: clients show their sentence alone. */
const OF_THE_CALL: ReadonlySet<ProblemCode> = new Set([
  'MULTIPLE_PROJECTS',
  'NOT_AN_ERROR_ISSUE',
  'ACTION_NOT_ALLOWED_FOR_TYPE',
  'FEATURE_DISABLED',
]);

/**
 * The answer to a call that the application refused: the first sentence as `detail`, sentences by field where a field
 * of the body is to blame, and the problems with the issues that they concern. `flat`: the conditions of archiving were
 * given beside the status.
 */
export function refuseProblems(problems: readonly Problem[], { flat = false } = {}): RestError {
  const [first] = problems;
  const status = (first && STATUSES[first.code]) ?? 400;
  const told = problems.map(({ code, field, message, issueIds, issueCount }) => ({
    ...{ code, message: sentenceOf({ code, field, message }), issueIds, issueCount },
  }));
  const retryAfter = first?.details?.['retryAfter'];
  return new RestError(status, {
    detail: told[0]?.message ?? '',
    ...(status === 400 && fieldErrors(problems, flat)),
    problems: told,
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

type Told = Pick<Problem, 'code' | 'field' | 'message'>;

function sentenceOf({ code, field, message }: Told): string {
  const known = SENTENCES[code];
  if (typeof known === 'string') return known;
  return known?.[field?.[1] ?? ''] ?? message;
}

function fieldErrors(problems: readonly Problem[], flat: boolean): FieldErrors {
  const errors: Record<string, FieldErrors | readonly string[]> = {};
  for (const problem of problems) {
    const [argument, ...path] = problem.field ?? [];
    if (argument !== 'input' || OF_THE_CALL.has(problem.code)) continue;
    const [name = '', ...rest] = flat && path.length > 1 && path[0] === 'statusDetails' ? path.slice(1) : path;
    errors[name] ??= rest.reduceRight<FieldErrors | readonly string[]>(
      (inner, step) => ({ [step]: inner }),
      [sentenceOf(problem)],
    );
  }
  return errors;
}
