import type { ChildRow } from '../../domain/page';

/** How many children a parent has; a parent without children may be absent. */
export interface CountRow extends ChildRow {
  readonly count: number;
}
