import pino from 'pino';

/** Values that a statement was sent with, and rows that PostgreSQL quotes: what people have written, and secrets. */
const UNTOLD: ReadonlySet<string> = new Set(['parameters', 'driverError', 'detail', 'where', 'internalQuery']);
const LABEL = /^\/\* (\S+) \*\//;

/** An error as the log has it: of a statement that failed its label, and what was wrong, but nothing of what it carried. */
export function loggedError(error: unknown): unknown {
  return told(error instanceof Error ? { ...pino.stdSerializers.err(error) } : error);
}

function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== 'object' || value === null || !('stack' in value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => toldEntry(key, one)));
}

function toldEntry(key: string, value: unknown): [string, unknown][] {
  if (UNTOLD.has(key)) return [];
  return key === 'query' ? [['statement', LABEL.exec(String(value))?.[1] ?? null]] : [[key, told(value)]];
}
