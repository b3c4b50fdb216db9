import type { OutboxMessageRow } from '../../persistence/read/waiting-messages';
import type { Executor } from '../../persistence/statement';

/** Messages of one organization in the order of their ids, which for each issue is the order of its changes. */
export interface OutboxBatch {
  readonly organizationId: string;
  readonly messages: readonly OutboxMessageRow[];
  readonly now: Date;
}

/** Makes of messages what is to be done about them. */
export interface OutboxConsumer {
  /**
   * Writes rows of its own, and jobs that see to them, in the transaction that marks the messages as dispatched: each
   * message is consumed exactly once. Set-based: statements read the issues of messages from `outbox_messages`, by id.
   * `bulk_operation.completed` comes after every other message of its operation. What throws holds up all consumers.
   */
  consume(tx: Executor, batch: OutboxBatch): Promise<void>;
}
