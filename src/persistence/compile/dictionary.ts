/**
 * Numbers values that are equal for many issues, so that each travels to the database once and the rows carry its
 * number (from 0).
 */
export class Dictionary<T> {
  private readonly numbers = new Map<string, number>();
  private readonly entries: T[] = [];

  /** `key` is equal for equal values and only for them; the value itself is made where it is new. */
  numberOf(key: string, value: () => T): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.entries.length);
    return this.entries.push(value()) - 1;
  }

  /** The values in the order of their numbers. */
  get values(): readonly T[] {
    return this.entries;
  }

  /** The values with their numbers, as one parameter for jsonb_to_recordset. */
  toJson(): string {
    return JSON.stringify(this.entries.map((value, number) => ({ ...value, number })));
  }
}
