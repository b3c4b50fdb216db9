import { addJobs } from '../../persistence/compile/add-jobs';
import { markDispatched } from '../../persistence/compile/outbox/mark-dispatched';
import { holdOutbox, readWaitingMessages, type MessageLimits } from '../../persistence/read/waiting-messages';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { dispatchJob } from './dispatch-job';
import type { OutboxConsumer } from './outbox-consumer';

const LIMITS: MessageLimits = { messages: 500, issues: 20_000 };
/** After how long an organization with ever more messages leaves the worker to others. */
const TURN_MS = 5_000;

/** What dispatching needs: transactions, the present moment, and who is told. */
export interface DispatchOutboxDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly consumers: readonly OutboxConsumer[];
  /** How much one transaction dispatches; absent: as much as is usual. */
  readonly limits?: MessageLimits;
}

/**
 * Hands the messages of an organization's outbox to the consumers, in order and each once, whoever asks how often. One
 * dispatcher at a time: since a change holds its issue's row until it commits, what is visible of an issue's messages is
 * always a beginning of them, and so they stay in order.
 */
export class DispatchOutbox {
  constructor(private readonly dependencies: DispatchOutboxDependencies) {}

  /**
   * Goes on until nothing waits, or until its turn is over, and then asks for the next one; answers how many messages it
   * dispatched. Throws BusyError where another one is at it.
   */
  async execute(organizationId: string): Promise<number> {
    const { unitOfWork, clock } = this.dependencies;
    const endsAt = new Date(clock().getTime() + TURN_MS);
    let sum = 0;
    while (clock() < endsAt) {
      // Each step begins when the one before is committed.
      // eslint-disable-next-line no-await-in-loop
      const dispatched = await unitOfWork.transaction((tx) => this.step(tx, organizationId));
      if (dispatched === 0) return sum;
      sum += dispatched;
    }
    await unitOfWork.transaction((tx) => tx.rows(addJobs([dispatchJob(organizationId, clock())])));
    return sum;
  }

  private async step(tx: Executor, organizationId: string): Promise<number> {
    const { clock, consumers, limits = LIMITS } = this.dependencies;
    await holdOutbox(tx, organizationId);
    const messages = await readWaitingMessages(tx, organizationId, limits);
    if (messages.length === 0) return 0;
    const now = clock();
    for (const consumer of consumers) {
      // One connection, one consumer after the other.
      // eslint-disable-next-line no-await-in-loop
      await consumer.consume(tx, { organizationId, messages, now });
    }
    const ids = messages.map(({ id }) => id);
    return tx.count(markDispatched(organizationId, ids, now));
  }
}
