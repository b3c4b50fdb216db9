/** Halves of surrogate pairs, and NUL: neither text nor jsonb takes them. */
const UNSTORABLE = /[\0\uD800-\uDFFF]/gu;

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
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' ? storableText(member) : member));
}
