/** Halves of surrogate pairs, and NUL: neither text nor jsonb takes them. */
const UNSTORABLE = /[\0\uD800-\uDFFF]/gu;

/** The same characters in JSON, where nothing else begins like their escapes but an escaped backslash. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/;

/** Whether PostgreSQL can hold the text as it is. */
export function isStorable(text: string): boolean {
  return text.search(UNSTORABLE) < 0;
}

/** The text with U+FFFD for every character that PostgreSQL cannot hold. */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '\uFFFD');
}

/** The value as JSON that PostgreSQL can hold. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!UNSTORABLE_ESCAPE.test(json)) return json;
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' ? storableText(member) : member));
}
