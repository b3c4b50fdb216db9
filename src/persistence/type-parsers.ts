import { types } from 'pg';
import { parseTimestamp } from './timestamp';

/** How values arrive that the driver reads slowly, for all connections of this process. */
export function useTypeParsers(): void {
  types.setTypeParser(types.builtins.TIMESTAMPTZ, parseTimestamp);
  // A decimal text already; the driver makes a number of it and a text again, to see whether it fits.
  types.setTypeParser(types.builtins.INT8, (text) => text);
}
