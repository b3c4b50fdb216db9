import { formatShortId, parseShortId, type ShortId } from '../short-id';

/** Not the beginning of a name: a list of such would be read again from each of its names. */
const KEYWORD = /\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)\b(?!-):?\s*/gi;
const NAMED = /#?([a-z0-9_-]+-[0-9a-z]+)\b/iy;
const BETWEEN = /(?:[\s,;&]|\band\b)+/iy;
/** A link as Markdown writes it: its text counts, its address does not. */
const LINK = /\[([^[\]]{1,100})\]\([^()\s]{1,2000}\)/g;

/**
 * The issues that a commit's message says it fixes, each once: short ids directly after `fix`, `close` or `resolve` in
 * any of their forms, several of them separated by commas, spaces, line breaks or `and`.
 */
export function fixedIssues(message: string | null): readonly ShortId[] {
  if (message === null) return [];
  const text = message.replace(LINK, '$1');
  const found = new Map<string, ShortId>();
  for (const keyword of text.matchAll(KEYWORD)) {
    for (const shortId of listAt(text, keyword.index + keyword[0].length)) found.set(formatShortId(shortId), shortId);
  }
  return [...found.values()];
}

function listAt(text: string, start: number): readonly ShortId[] {
  const list: ShortId[] = [];
  for (let at: number | null = start; at !== null;) {
    NAMED.lastIndex = at;
    const named = NAMED.exec(text);
    const shortId = named?.[1] === undefined ? null : parseShortId(named[1]);
    if (shortId === null) break;
    list.push(shortId);
    BETWEEN.lastIndex = NAMED.lastIndex;
    at = BETWEEN.test(text) ? BETWEEN.lastIndex : null;
  }
  return list;
}
