import { isDeepStrictEqual } from 'node:util';

/** Where what is differs from what was expected: the first few issues, and of each only the fields that differ. */
export function differences<Value extends object>(
  labels: readonly string[],
  { expected, actual }: { expected: readonly Value[]; actual: readonly (Value | undefined)[] },
): readonly object[] {
  const all = expected.flatMap((value, index) => {
    const found = actual[index];
    if (isDeepStrictEqual(value, found)) return [];
    return [{ issue: labels[index], ...fieldsThatDiffer(value, found ?? {}) }];
  });
  return all.slice(0, SHOWN);
}

const SHOWN = 4;

function fieldsThatDiffer(expected: object, actual: object): Record<string, unknown> {
  const found = new Map<string, unknown>(Object.entries(actual));
  const fields = Object.entries<unknown>(expected as Record<string, unknown>).filter(
    ([key, value]) => !isDeepStrictEqual(value, found.get(key)),
  );
  return Object.fromEntries(fields.map(([key, value]) => [key, { expected: value, actual: found.get(key) }]));
}
