import type { IssueState } from './issue-state';

/** Parts of the state that are written, compared and taken back together; one or several columns each. */
export const SLICES = {
  status: ['status', 'substatus', 'resolvedAt', 'activeAt'],
  priority: ['priority', 'priorityLockedAt'],
  assignee: ['assignee'],
  inbox: ['inbox'],
  snooze: ['snooze'],
  openPeriod: ['openPeriod'],
  subscription: ['subscription'],
  bookmark: ['bookmark'],
  seen: ['seen'],
  share: ['share'],
  merge: ['mergedInto'],
  deletion: ['deletion'],
  forecast: ['forecast'],
  resolution: ['resolution'],
  commitLink: ['commitLinks'],
} as const satisfies Record<string, readonly (keyof IssueState)[]>;

export type SliceName = keyof typeof SLICES;

/** Their names, in the order in which they are compared. */
export const SLICE_NAMES = Object.keys(SLICES) as readonly SliceName[];

/** The viewer's own marks: they do not move the version of the issue. */
const VIEWER_SLICES: ReadonlySet<SliceName> = new Set(['subscription', 'bookmark', 'seen']);
/** What the version does not follow: the marks, and what is only expected of the issue. */
const SILENT_SLICES: ReadonlySet<SliceName> = new Set([...VIEWER_SLICES, 'forecast']);

/** What became of one issue: which slices changed, from which stored values, to which. */
export interface Difference {
  readonly stored: IssueState;
  /** The stored state with the changed slices replaced, and the version moved if the issue itself changed. */
  readonly next: IssueState;
  readonly slices: readonly SliceName[];
}

/**
 * Compares the state that the rules saw first with the one they left. `stored` differs from `first` only where a read
 * already shows what no job has written yet; an untouched slice keeps its stored value. null: nothing changed.
 */
export function difference(
  states: Readonly<Record<'stored' | 'first' | 'last', IssueState>>,
  now: Date,
): Difference | null {
  const { stored, first, last } = states;
  const slices = changedSlices(first, last);
  if (slices.length === 0) return null;
  // A snooze that has run out decides how the status is shown; who takes it away writes down the status that was shown.
  const writesStatus = stored.status !== first.status && slices.includes('snooze');
  if (writesStatus && !slices.includes('status')) slices.unshift('status');
  // What the rules saw differently from what is stored goes back to that where no rule has changed it.
  const { status, substatus, resolvedAt, activeAt } = slices.includes('status') ? last : stored;
  const moves = movesVersion(slices);
  const version = stored.version + (moves ? 1 : 0);
  const changedAt = moves ? now : stored.changedAt;
  return { stored, next: { ...last, status, substatus, resolvedAt, activeAt, version, changedAt }, slices };
}

function changedSlices(first: IssueState, last: IssueState): SliceName[] {
  return SLICE_NAMES.filter((slice) => SLICES[slice].some((key) => !same(first[key], last[key])));
}

/** The parts of a state whose change is one of the issue itself. */
export const VERSIONED_KEYS: readonly (keyof IssueState)[] = SLICE_NAMES.filter(
  (slice) => !SILENT_SLICES.has(slice),
).flatMap((slice) => SLICES[slice]);

/** Whether a change of these slices is one of the issue itself, which its version counts. */
export function movesVersion(slices: readonly SliceName[]): boolean {
  return slices.some((slice) => !SILENT_SLICES.has(slice));
}

/** The private image from which undo restores: the version, and the stored values of every changed slice. */
export function beforeImage({ stored, next, slices }: Difference): Readonly<Record<string, unknown>> {
  const image: Record<string, unknown> = { version: stored.version };
  for (const slice of slices) for (const key of SLICES[slice]) image[key] = stored[key];
  const marks = slices
    .filter((slice) => VIEWER_SLICES.has(slice))
    .map((slice) => [slice, next[slice as 'subscription']]);
  return marks.length === 0 ? image : { ...image, left: Object.fromEntries(marks) as unknown };
}

/** Equal in what is stored: rows field by field, moments by their time. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (a instanceof Date || b instanceof Date) return Number(a) === Number(b);
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
}
