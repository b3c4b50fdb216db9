import { readNotification } from '../../persistence/compile/tell-of-messages';
import type { RequestDispatch } from './request-dispatch.handler';

/** Notifications that come within this time ask for one job. */
const GATHER_MS = 50;

/** Asks for the dispatch of an organization's messages when the database tells of them. */
export class DispatchOnNotification {
  private organizationIds = new Set<string>();

  /** What fails goes to `onFault`, and is left to the sweep of the outbox. */
  constructor(
    private readonly requestDispatch: RequestDispatch,
    private readonly onFault: (fault: unknown) => void,
  ) {}

  /** The payload of a notification about outbox messages. */
  hear(payload: string): void {
    const told = readNotification(payload);
    if (told === null) return;
    if (this.organizationIds.size === 0) setTimeout(() => void this.ask(), GATHER_MS).unref();
    this.organizationIds.add(told.organizationId);
  }

  /** From now on notifications are heard: what came before may have been missed. */
  listen(): void {
    void this.run(() => this.requestDispatch.sweep(0));
  }

  private async ask(): Promise<void> {
    const asked = [...this.organizationIds];
    this.organizationIds = new Set();
    await this.run(() => this.requestDispatch.execute(asked));
  }

  private async run(request: () => Promise<unknown>): Promise<void> {
    const [done] = await Promise.allSettled([request()]);
    if (done.status === 'rejected') this.onFault(done.reason);
  }
}
