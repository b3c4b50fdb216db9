import { SORT_KEYS, type IssueSort, type SortKeyKind } from '../../domain/search/issue-sort';

/** A place in the order of an organization's issues: the sort keys as decimal integers, then the issue's id. */
export interface IssueCursor {
  readonly organizationId: string;
  readonly sort: IssueSort;
  readonly place: readonly string[];
}

/** The cursor as clients see it: base64url of a JSON array. */
export function encodeIssueCursor({ organizationId, sort, place }: IssueCursor): string {
  return Buffer.from(JSON.stringify([sort, organizationId, ...place])).toString('base64url');
}

/** The place that a cursor names; null where it is malformed, or comes from another organization or another sort. */
export function decodeIssueCursor(
  text: string,
  { organizationId, sort }: Omit<IssueCursor, 'place'>,
): readonly string[] | null {
  const json = Buffer.from(text, 'base64url').toString();
  const [, keys] = /^\["\w+","\d+"((?:,"-?\d{1,19}")+)\]$/.exec(json) ?? [];
  const place = keys?.match(/-?\d+/g) ?? [];
  const kinds: readonly SortKeyKind[] = [...SORT_KEYS[sort], 'NUMBER'];
  const isSound = place.length === kinds.length && kinds.every((kind, index) => IS_KEY[kind](place[index] ?? ''));
  // Written as this list would write it, or it is another list's.
  return isSound && encodeIssueCursor({ organizationId, sort, place }) === text ? place : null;
}

/** From the year 1 to where JavaScript's time ends; a NUMBER fits a bigint. */
const IS_KEY: Record<SortKeyKind, (key: string) => boolean> = {
  TIME: (key) => Number(key) >= -62_135_596_800_000 && Number(key) <= 8.64e15,
  NUMBER: (key) => !key.startsWith('-') && BigInt(key) < 2n ** 63n,
};
