import type { IssueState } from '../state/issue-state';
import { SLICE_NAMES, SLICES, type SliceName } from '../state/difference';

/** What an operation kept of one issue that it changed, for the undo. */
export interface Image {
  /** The version before the operation. */
  readonly version: number;
  readonly slices: readonly SliceName[];
  /** The values before the operation, of those slices only. */
  readonly before: Partial<IssueState>;
  /** The marks as the operation left them, by slice. */
  readonly left: Partial<IssueState>;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads what `beforeImage` wrote and JSON has turned into plain values: moments come back as such. */
export function readImage({ version, left, ...before }: Json): Image {
  return {
    version: Number(version),
    slices: SLICE_NAMES.filter((slice) => SLICES[slice].some((key) => key in before)),
    before: reviveRows(before),
    left: reviveRows((left ?? {}) as Json),
  };
}

/** Values are columns, rows of columns or lists of rows; what stands deeper is somebody's JSON, and left as it is. */
function reviveRows(values: Json): Json {
  return mapped(values, (value) => (Array.isArray(value) ? value.map(reviveRow) : reviveRow(value)));
}

function reviveRow(value: unknown): unknown {
  return isRow(value) ? mapped(value, revive) : revive(value);
}

function mapped(row: Json, of: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, of(value)]));
}

function isRow(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Exactly the form that JSON gives a Date. A text that only looks like it is written the same way again. */
function revive(value: unknown): unknown {
  return typeof value === 'string' && MOMENT.test(value) ? new Date(value) : value;
}
