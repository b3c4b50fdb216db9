/** How items are put together. */
export interface BatchRules<Item> {
  /** How many batches are worked on at the same time. */
  readonly concurrency: number;
  /** What the items of a batch may have in size together; a larger item goes alone. */
  readonly maxSize: number;
  readonly sizeOf: (item: Item) => number;
  /** Whose the item is: those who send little need not wait behind those who send much. Absent: all are of one. */
  readonly ownerOf?: (item: Item) => string;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  /** How much its owner has had until then, in size; the least goes first. */
  readonly turn: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Lets items that come at the same time share one piece of work: while batches are worked on, the next one gathers. An
 * item that comes alone waits for nobody.
 */
export class MicroBatches<Item, Answer> {
  /** In the order of their turns. */
  private readonly waiting: Waiting<Item, Answer>[] = [];
  private readonly turns = new Map<string, number>();
  private turn = 0;
  private running = 0;
  private scheduled = false;

  /** `work` answers the items of a batch in their order; where it fails, all of them do. */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Answer[]>,
    private readonly rules: BatchRules<Item>,
  ) {}

  /** What the work answered to this item. */
  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.queue({ item, turn: this.turnOf(item), resolve, reject });
      this.schedule();
    });
  }

  /** After what its owner has waiting already; an owner who has nothing begins with those whose turn it is. */
  private turnOf(item: Item): number {
    const { sizeOf, ownerOf } = this.rules;
    const owner = ownerOf?.(item) ?? '';
    const turn = Math.max(this.turn, this.turns.get(owner) ?? 0) + sizeOf(item);
    this.turns.set(owner, turn);
    return turn;
  }

  private queue(waiting: Waiting<Item, Answer>): void {
    const before = this.waiting.findLastIndex(({ turn }) => turn <= waiting.turn);
    this.waiting.splice(before + 1, 0, waiting);
  }

  /** At the end of this turn, so that what comes in one turn goes together. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      while (this.running < this.rules.concurrency && this.waiting.length > 0) void this.run(this.next());
    });
  }

  /** Those whose turn it is, as many as go together. */
  private next(): readonly Waiting<Item, Answer>[] {
    const { maxSize, sizeOf } = this.rules;
    let size = 0;
    const end = this.waiting.findIndex(({ item }, index) => (size += sizeOf(item)) > maxSize && index > 0);
    const batch = this.waiting.splice(0, end === -1 ? this.waiting.length : end);
    this.turn = batch.at(-1)?.turn ?? this.turn;
    if (this.waiting.length === 0) this.turns.clear();
    return batch;
  }

  private async run(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    this.running += 1;
    const [settled] = await Promise.allSettled([this.work(batch.map(({ item }) => item))]);
    this.running -= 1;
    this.schedule();
    batch.forEach(({ resolve, reject }, index) => {
      if (settled.status === 'fulfilled') resolve(settled.value[index] as Answer);
      else reject(settled.reason);
    });
  }
}
