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
    slices: slicesOf(before),
    before: mapped(before, reviveRows),
    left: mapped((left ?? {}) as Json, reviveRows),
  };
}

function slicesOf(before: Json): readonly SliceName[] {
  return SLICE_NAMES.filter((slice) => SLICES[slice].some((key) => key in before));
}

/** Values are columns, rows of columns or lists of rows; what stands deeper is somebody's JSON, and left as it is. */
function reviveRows(value: unknown): unknown {
  return Array.isArray(value) ? value.map(reviveRow) : reviveRow(value);
}

function reviveRow(value: unknown): unknown {
  return isRow(value) ? mapped(value, revive) : revive(value);
}

/** Key by key: lists of pairs made it twice as slow, for each of a million images. */
function mapped(row: Json, of: (value: unknown) => unknown): Json {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(row)) values[key] = of(row[key]);
  return values;
}

function isRow(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

const MOMENT_LENGTH = 24;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Exactly the form that JSON gives a Date. A text that only looks like it is written the same way again. */
function revive(value: unknown): unknown {
  return typeof value === 'string' && value.length === MOMENT_LENGTH && MOMENT.test(value) ? new Date(value) : value;
}
