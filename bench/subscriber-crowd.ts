import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

const PATIENCE_MS = 60_000;

/** What the thread of a crowd is told. */
export interface CrowdThread {
  readonly url: string;
  /** The slug. */
  readonly organization: string;
  readonly tokens: readonly string[];
  /** One 32-bit number: the events that all have received together. */
  readonly received: SharedArrayBuffer;
}

/** Subscribers with a token and a connection each, in a thread of their own, so that they do not hold up the clock. */
export class SubscriberCrowd {
  private expected = 0;

  private constructor(
    private readonly thread: Worker,
    private readonly size: number,
    private readonly count: Int32Array,
  ) {}

  /** Resolves when all of them are subscribed. */
  static async gather(crowd: Omit<CrowdThread, 'received'>): Promise<SubscriberCrowd> {
    const received = new SharedArrayBuffer(4);
    const thread = new Worker(join(__dirname, 'subscriber-crowd-thread.js'), { workerData: { ...crowd, received } });
    await once(thread, 'message');
    return new SubscriberCrowd(thread, crowd.tokens.length, new Int32Array(received));
  }

  /** Resolves when everybody has so many events more. */
  async hears(events: number): Promise<void> {
    this.expected += events * this.size;
    for (const deadline = Date.now() + PATIENCE_MS; Atomics.load(this.count, 0) < this.expected; await delay(1)) {
      if (Date.now() < deadline) continue;
      throw new Error(`The subscribers got ${Atomics.load(this.count, 0)} of ${this.expected} events.`);
    }
  }

  async leave(): Promise<void> {
    await this.thread.terminate();
  }
}
