import { Refusal } from '../../domain/refusal';

const DEFAULT_PAGE = 25;
const LARGEST_PAGE = 100;

/** Relay's arguments as a client gave them; null means absent. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** How many items, from which end, between which cursors. */
export interface PageWindow {
  readonly size: number;
  readonly fromBack: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads `first`/`after` or `last`/`before`: 25 items by default, 100 at most; a lone `before` counts from the back. */
export function pageWindow({ first = null, after = null, last = null, before = null }: PageArguments): PageWindow {
  if (first !== null && last !== null) throw new Refusal('BAD_USER_INPUT', 'Give first or last, not both.');
  const asked = first ?? last ?? DEFAULT_PAGE;
  if (asked < 0) throw new Refusal('BAD_USER_INPUT', `${first === null ? 'last' : 'first'} must not be negative.`);
  const fromBack = last !== null || (first === null && after === null && before !== null);
  return { size: Math.min(asked, LARGEST_PAGE), fromBack, after, before };
}
