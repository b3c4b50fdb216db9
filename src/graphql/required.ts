/** What a row points to and must therefore be there; its absence is a fault of the server. */
export function required<Value>(value: Value | null | undefined, what: string): Value {
  if (value == null) throw new Error(`${what} is missing`);
  return value;
}
