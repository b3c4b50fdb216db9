/** Why a call, or one issue of it, was refused; each code has its sentence, so that none can be without. */
export const PROBLEM_SENTENCES = {
  INVALID_INPUT: 'The input is not valid.',
  IDS_REQUIRED: 'Name the issues by id, or say with options.expectedCount how many you expect.',
  SELECTION_REQUIRED: 'Say which issues: ids, or where with a query or a status, or where with all: true.',
  SELECTION_TOO_LARGE: 'The selection holds more issues than one call may change.',
  UNEXPECTED_COUNT: 'The selection does not hold the expected number of issues.',
  INVALID_QUERY: 'The search query is not valid.',
  MULTIPLE_ORGANIZATIONS: 'The issues belong to several organizations; name one in where.organization.',
  MULTIPLE_PROJECTS: 'The issues belong to several projects.',
  CONFLICTING_ATTRIBUTES: 'These attributes contradict each other.',
  PERMISSION_DENIED: 'This token may not do that.',
  FEATURE_DISABLED: 'The feature is switched off for the project of this issue.',
  ACTOR_NOT_FOUND: 'There is no such user or team in this organization.',
  ACTOR_NOT_MEMBER: 'The assignee has no access to the project of this issue.',
  RELEASE_NOT_FOUND: 'There is no such release in the project of this issue.',
  NO_RELEASE_DATA: 'The project of this issue has no release.',
  REPOSITORY_NOT_FOUND: 'There is no such repository in this organization.',
  COMMIT_NOT_FOUND: 'There is no such commit in this repository.',
  NOT_AN_ERROR_ISSUE: 'Only error issues can be changed in this way.',
  NOT_MUTABLE: 'The issue is being merged or reprocessed and cannot be changed now.',
  VERSION_CONFLICT: 'The issue has changed since the version or time that you named.',
  IDEMPOTENCY_KEY_REUSED: 'This idempotency key was used with other arguments.',
  NOT_FOUND: 'Not found.',
  NOT_UNDOABLE: 'This operation cannot be undone.',
  NOT_CANCELABLE: 'This operation cannot be canceled.',
  OUTSIDE_SELECTION: 'The issue is outside where.',
  ACTION_NOT_ALLOWED_FOR_TYPE: 'Issues of this category do not allow this change by hand.',
  ACTOR_REQUIRED: 'This needs a token that belongs to a user.',
  ALREADY_EXISTS: 'It exists already.',
  ISSUE_TOO_LARGE: 'The issue has too many events to be merged.',
  RATE_LIMITED: 'Too many issues were changed in this minute.',
  BUSY: 'The issues are being changed by another call; try again.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_SENTENCES;

/** A refusal as data: what a client shows as a userError. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** Path into the arguments. */
  readonly field: readonly string[] | null;
  /** The first 100 issues that it concerns. */
  readonly issueIds: readonly string[];
  readonly issueCount: number;
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** A problem of the call as a whole; the message is the code's sentence unless a better one is given. */
export function problem(code: ProblemCode, given: Partial<Omit<Problem, 'code'>> = {}): Problem {
  return {
    code,
    message: given.message ?? PROBLEM_SENTENCES[code],
    field: given.field ?? null,
    issueIds: given.issueIds ?? [],
    issueCount: given.issueCount ?? 0,
    details: given.details ?? null,
  };
}
