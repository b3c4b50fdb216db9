import { isIdentifier } from '../domain/identifier';
import type { PageRequest } from '../domain/page';
import { badRequest } from './rest-error';
import type { RestRequest } from './rest-request';

const DEFAULT_PAGE = 100;

/** A place in a list, as clients send it back: `PLACE:0:0` goes on behind it, `PLACE:0:1` before it. */
export interface Cursor {
  readonly place: string;
  readonly isBefore: boolean;
}

/** The page before or after the one that is answered; null where there is none. */
export interface Neighbors {
  readonly previous: string | null;
  readonly next: string | null;
}

/** The cursor of the request; null at the start of the list. */
export function readCursor({ query }: RestRequest): Cursor | null {
  const text = query.get('cursor') ?? '';
  if (text === '' || /^0:0:[01]$/.test(text)) return null;
  const [, place = '', isBefore] = /^([\w-]+):0:([01])$/.exec(text) ?? [];
  if (place === '') throw notACursor();
  return { place, isBefore: isBefore === '1' };
}

/** 400: the cursor is of another list, or none. */
export function notACursor(): Error {
  return badRequest('cursor must be one that this list gave in its Link header.');
}

/** How many items the client wants: `limit`, also called `per_page`, at most 100. */
export function readLimit({ query }: RestRequest): number {
  const text = query.get('limit') ?? query.get('per_page') ?? '';
  if (text === '') return DEFAULT_PAGE;
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw badRequest('limit must be a whole number from 1.');
  return Math.min(Number(text), DEFAULT_PAGE);
}

/** The page of a list that is ordered by an id. */
export function readPage(request: RestRequest): PageRequest {
  const cursor = readCursor(request);
  if (cursor !== null && (cursor.isBefore || !isIdentifier(cursor.place))) throw notACursor();
  return { first: readLimit(request), after: cursor?.place ?? null };
}

/** The header that tells where the list goes on; clients look for `results="true"` and send the cursor back. */
export function linkHeader(request: RestRequest, { previous, next }: Neighbors): Readonly<Record<string, string>> {
  const links = [
    linkOf(request, 'previous', previous && `${previous}:0:1`),
    linkOf(request, 'next', next && `${next}:0:0`),
  ];
  return { link: links.join(', ') };
}

function linkOf({ publicUrl, path, query }: RestRequest, rel: string, cursor: string | null): string {
  const url = new URLSearchParams(query);
  const shown = cursor ?? '0:0:1';
  url.set('cursor', shown);
  return `<${publicUrl}${path}?${url.toString()}>; rel="${rel}"; results="${cursor !== null}"; cursor="${shown}"`;
}
