type Taker<T> = {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
};

/** What somebody is told, one thing after the other: pushed here, and taken by whoever iterates. */
export class EventQueue<T> implements AsyncGenerator<T, undefined, undefined> {
  private waiting: T[] = [];
  private taker: Taker<T> | null = null;
  private failure: { readonly error: unknown } | null = null;
  private ended = false;

  /** `onEnd` is called once, whoever ends it. */
  constructor(private readonly onEnd: () => void = () => undefined) {}

  /** How many are not taken yet. */
  get length(): number {
    return this.waiting.length;
  }

  push(value: T): void {
    if (this.ended) return;
    const { taker } = this;
    this.taker = null;
    if (taker === null) this.waiting.push(value);
    else taker.resolve({ done: false, value });
  }

  /** Puts it in place of what is not taken yet. */
  replace(value: T): void {
    this.waiting = [];
    this.push(value);
  }

  /** What is not taken yet still can be; then it is over. */
  finish(): void {
    if (this.ended) return;
    this.ended = true;
    this.taker?.resolve({ done: true, value: undefined });
    this.onEnd();
  }

  /** As `finish`, but whoever comes last gets the error. */
  fail(error: unknown): void {
    if (this.ended) return;
    if (this.taker === null) this.failure = { error };
    else this.taker.reject(error);
    this.taker = null;
    this.finish();
  }

  /** For one taker at a time. */
  next(): Promise<IteratorResult<T, undefined>> {
    const value = this.waiting.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    const { failure } = this;
    this.failure = null;
    if (failure !== null) return Promise.reject(failure.error);
    if (this.ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.taker = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.waiting = [];
    this.failure = null;
    this.finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<T, undefined>> {
    void this.return();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
