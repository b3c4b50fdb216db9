import { CHANGES } from './change-issues';
import { Subscribers } from './follow-changes';
import { READS } from './read-issues';
import { EVENTS } from './send-events';
import { repeat } from './soak-deed';
import type { Soaking } from './soak-world';

/** Clients of every kind at once, each at a pace of its own. */
export class SoakLoad {
  private isOver = false;
  private readonly subscribers = new Subscribers();
  private readonly running: Promise<unknown>;

  constructor(private readonly soaking: Soaking) {
    const deeds = [...EVENTS, ...READS, ...CHANGES, this.subscribers];
    this.running = Promise.all(deeds.map((deed) => repeat(deed, soaking, () => this.isOver)));
    // Who waits for the end hears of it, also where that is much later.
    void Promise.allSettled([this.running]).then(() => (this.isOver = true));
  }

  /** Whether one of them has given up. */
  get hasEnded(): boolean {
    return this.isOver;
  }

  /** Resolves when the last request is answered and the last subscriber has left. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.running;
    await this.subscribers.gone();
    this.soaking.client.leave();
  }
}
