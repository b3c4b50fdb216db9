/** A JSON object that somebody sent: any key, any value. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** PostgreSQL and JSON.stringify recurse; real SDKs stay far below this. */
const MAX_DEPTH = 512;

/** The object that a JSON text holds; null where it is not JSON, not an object, or nested more than 512 deep. */
export function parseJsonObject(text: string): JsonObject | null {
  if (isTooDeep(text)) return null;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The value as an object, else null; a list is no object. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The value as a list, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string, number or boolean as trimmed text of at most `max` UTF-16 units that PostgreSQL can store; else null. */
export function asText(value: unknown, max: number): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const text = storable(String(value).trimStart().slice(0, max)).trim();
  return text === '' ? null : text;
}

/** The first line that is not blank. */
export function firstLine(text: string): string {
  return /[^\s][^\r\n]*/.exec(text)?.[0].trimEnd() ?? '';
}

/** Cut to `max` UTF-16 units, the last three of them dots where something was cut off. */
export function ellipsis(text: string, max: number): string {
  return text.length <= max ? text : `${storable(text.slice(0, max - 3))}...`;
}

/** Without NUL characters and halves of surrogate pairs, which neither text nor jsonb takes. */
function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/[\uD800-\uDFFF]/gu, '');
}

/** A loop, since a pattern for strings would exhaust the regular expression engine's stack. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let position = 0; position < text.length && depth <= MAX_DEPTH; position += 1) {
    const character = text[position];
    if (character === '\\' && quoted) position += 1;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
  }
  return depth > MAX_DEPTH;
}
