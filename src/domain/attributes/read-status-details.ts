import type { GroupSubstatus } from '../group';
import { problem, type Problem } from '../problem';
import type { Archive, SnoozeConditions } from './changes';
import type { ResolveDetailsInput } from './read-resolve-form';

/** One week: the longest window for counting, in minutes. */
export const MAX_WINDOW_MINUTES = 10_080;

/** How a status is meant. Durations and windows are minutes, and belong to IGNORED. */
export interface StatusDetailsInput extends ResolveDetailsInput {
  readonly ignoreDuration?: number;
  /** Older name of ignoreDuration. */
  readonly snoozeDuration?: number;
  readonly ignoreCount?: number;
  readonly ignoreWindow?: number;
  readonly ignoreUserCount?: number;
  readonly ignoreUserWindow?: number;
  readonly untilEscalating?: boolean;
}

/** The conditions (null: none were given), or everything that speaks against them. */
export type StatusDetailsReading =
  | { readonly valid: true; readonly conditions: SnoozeConditions | null; readonly untilEscalating: boolean }
  | { readonly valid: false; readonly problems: readonly Problem[] };

type NumberField = Extract<keyof StatusDetailsInput, `ignore${string}` | 'snoozeDuration'>;

const NUMBERS: readonly NumberField[] = [
  'ignoreDuration',
  'snoozeDuration',
  'ignoreCount',
  'ignoreWindow',
  'ignoreUserCount',
  'ignoreUserWindow',
];
const WINDOWS: ReadonlyMap<NumberField, NumberField> = new Map([
  ['ignoreWindow', 'ignoreCount'],
  ['ignoreUserWindow', 'ignoreUserCount'],
]);

/** Checks the numbers and gathers the conditions; `untilEscalating: false` means absent. */
export function readStatusDetails(input: StatusDetailsInput): StatusDetailsReading {
  const problems = NUMBERS.flatMap((field) => checkNumber(input, field));
  const { ignoreDuration, snoozeDuration } = input;
  if (ignoreDuration !== undefined && snoozeDuration !== undefined && ignoreDuration !== snoozeDuration) {
    problems.push(
      details(
        'CONFLICTING_ATTRIBUTES',
        'snoozeDuration',
        'snoozeDuration is the older name of ignoreDuration; give one of them.',
      ),
    );
  }
  if (problems.length > 0) return { valid: false, problems };
  const conditions: SnoozeConditions = {
    duration: ignoreDuration ?? snoozeDuration ?? null,
    count: input.ignoreCount ?? null,
    window: input.ignoreWindow ?? null,
    userCount: input.ignoreUserCount ?? null,
    userWindow: input.ignoreUserWindow ?? null,
  };
  const hasAny = Object.values(conditions).some((value) => value !== null);
  return { valid: true, conditions: hasAny ? conditions : null, untilEscalating: input.untilEscalating ?? false };
}

/** How an issue is to be archived: a bare IGNORED is forever, a condition says until when. */
export function readArchive(
  substatus: GroupSubstatus | undefined,
  { conditions, untilEscalating }: StatusDetailsReading & { valid: true },
): Archive | Problem {
  if (untilEscalating || substatus === 'ARCHIVED_UNTIL_ESCALATING') {
    const asked = untilEscalating ? (substatus ?? 'ARCHIVED_UNTIL_ESCALATING') : substatus;
    if (conditions !== null || asked !== 'ARCHIVED_UNTIL_ESCALATING') return contradicts(substatus);
    return { substatus: asked };
  }
  if (conditions !== null && substatus === 'ARCHIVED_FOREVER') return contradicts(substatus);
  if (conditions === null && substatus === 'ARCHIVED_UNTIL_CONDITION_MET') return contradicts(substatus);
  return conditions === null
    ? { substatus: 'ARCHIVED_FOREVER' }
    : { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', conditions };
}

function checkNumber(input: StatusDetailsInput, field: NumberField): Problem[] {
  const value = input[field];
  if (value === undefined) return [];
  if (!Number.isInteger(value) || value < 1) {
    return [details('INVALID_INPUT', field, `${field} must be a whole number of at least 1.`)];
  }
  const count = WINDOWS.get(field);
  if (count === undefined) return [];
  if (value > MAX_WINDOW_MINUTES) {
    return [details('INVALID_INPUT', field, `${field} must be at most ${MAX_WINDOW_MINUTES} minutes (one week).`)];
  }
  return input[count] === undefined ? [details('INVALID_INPUT', field, `${field} needs ${count}.`)] : [];
}

function contradicts(substatus: GroupSubstatus | undefined): Problem {
  return problem('CONFLICTING_ATTRIBUTES', {
    message:
      substatus === 'ARCHIVED_UNTIL_CONDITION_MET'
        ? 'ARCHIVED_UNTIL_CONDITION_MET needs one of ignoreDuration, ignoreCount and ignoreUserCount.'
        : `Conditions of statusDetails contradict the way of archiving${substatus ? ` ${substatus}` : ''}.`,
    field: ['input', 'statusDetails'],
  });
}

function details(code: 'INVALID_INPUT' | 'CONFLICTING_ATTRIBUTES', field: NumberField, message: string): Problem {
  return problem(code, { message, field: ['input', 'statusDetails', field] });
}
