/** Collects the parameters of a statement that is put together from parts; each part gets its number when it asks. */
export class SqlParameters {
  private readonly collected: unknown[];

  /** Numbers go on after those that are there already. */
  constructor(initial: readonly unknown[] = []) {
    this.collected = [...initial];
  }

  /** The placeholder of the value, `$3` for example; cast it where the type is not evident. */
  add(value: unknown): string {
    this.collected.push(value);
    return `$${this.collected.length}`;
  }

  get values(): readonly unknown[] {
    return this.collected;
  }
}
