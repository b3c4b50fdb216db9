import { FORECAST_DAYS } from '../escalation/forecast';
import { parseJsonObject } from '../events/untrusted-json';
import { STATUS_OF_SUBSTATUS } from '../group';
import { checkUsername } from '../set-up/check-input';
import type { LineProblem } from './line-problem';
import { givenStatus } from './imported-issue';
import { LINE_SHAPES, type IssueLine, type LineContents, type LineKind, type UserLine } from './line-shapes';
import type { Place, Read } from './read-value';

/** A line that holds something. */
export type ImportLine = {
  readonly [K in LineKind]: { readonly kind: K; readonly content: LineContents[K] };
}[LineKind];

/** What a line of the file holds, or what speaks against it. */
export type LineRead =
  | { readonly line: ImportLine; readonly problems: readonly [] }
  | { readonly line: null; readonly problems: readonly LineProblem[] };

const KINDS = Object.keys(LINE_SHAPES);
/** Reads one line by itself; whether what it refers to exists is for others to say. */
export function readLine(source: string, number: number): LineRead {
  const problems: LineProblem[] = [];
  const report: Place['report'] = (field, message) => {
    problems.push({ line: number, field: field === '' ? null : field, message });
  };
  const given = parseJsonObject(source);
  if (given === null) {
    report('', 'is not a JSON object.');
    return { line: null, problems };
  }
  const { kind, ...members } = given;
  if (!isKind(kind)) report('kind', `must be one of ${KINDS.join(', ')}.`);
  const line = isKind(kind) ? readContent(kind, members, report) : undefined;
  return line === undefined || problems.length > 0 ? { line: null, problems } : { line, problems: [] };
}

function isKind(kind: unknown): kind is LineKind {
  return typeof kind === 'string' && KINDS.includes(kind);
}

function readContent(kind: LineKind, members: unknown, report: Place['report']): ImportLine | undefined {
  const read: Read<unknown> = LINE_SHAPES[kind];
  const content = read(members, { field: '', report });
  if (content === undefined) return undefined;
  const line = { kind, content } as ImportLine;
  if (line.kind === 'user') checkUser(line.content, report);
  if (line.kind === 'issue') checkIssue(line.content, report);
  if (line.kind === 'release' && line.content.projects.length === 0) report('projects', 'must hold at least one.');
  return line;
}

function checkUser({ username, email }: UserLine, report: Place['report']): void {
  const problem = checkUsername(username, email);
  if (problem !== null) report('username', problem.message);
}

/** What members of an issue say together. */
function checkIssue(issue: IssueLine, report: Place['report']): void {
  const { substatus, assignedTo, firstSeen, lastSeen } = issue;
  const status = givenStatus(issue);
  if (issue.fingerprints.length === 0) report('fingerprints', 'must hold at least one.');
  if (issue.fingerprints.some((part) => /^\{\{\s*default\s*\}\}$/.test(part.trim()))) {
    report('fingerprints', 'cannot hold the built-in fingerprint, which only an event has.');
  }
  if (status !== undefined && substatus !== undefined && STATUS_OF_SUBSTATUS[substatus] !== status) {
    report('substatus', `does not belong to the status ${status}.`);
  }
  for (const field of ['resolvedAt', 'resolution', 'resolvedInCommit'] as const) {
    if (issue[field] !== undefined && status !== 'RESOLVED') report(field, 'needs the status RESOLVED.');
  }
  if (issue.resolution?.type === 'IN_RELEASE' && issue.resolution.release === undefined) {
    report('resolution.release', 'is missing.');
  }
  if (assignedTo !== undefined && Object.keys(assignedTo).length !== 1) {
    report('assignedTo', 'names either a user or a team.');
  }
  checkArchive(issue, report);
  if (firstSeen !== undefined && issue.resolvedAt !== undefined && issue.resolvedAt < firstSeen) {
    report('resolvedAt', 'lies before firstSeen.');
  }
  if (firstSeen !== undefined && lastSeen !== undefined && lastSeen < firstSeen) {
    report('lastSeen', 'lies before firstSeen.');
  }
}

/** Until when it is archived. */
function checkArchive(issue: IssueLine, report: Place['report']): void {
  const { substatus, snooze, forecast } = issue;
  if (snooze !== undefined && givenStatus(issue) !== 'IGNORED') report('snooze', 'needs the status IGNORED.');
  if (snooze?.window !== undefined && snooze.count === undefined) report('snooze.window', 'needs a count.');
  if (snooze?.userWindow !== undefined && snooze.userCount === undefined) {
    report('snooze.userWindow', 'needs a userCount.');
  }
  if (forecast === undefined) return;
  const { length } = forecast.values;
  if (substatus !== 'ARCHIVED_UNTIL_ESCALATING') report('forecast', 'needs the substatus ARCHIVED_UNTIL_ESCALATING.');
  if (length < 1 || length > FORECAST_DAYS) report('forecast.values', `must hold 1 to ${FORECAST_DAYS} numbers.`);
}
