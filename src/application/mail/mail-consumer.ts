import { TOLD_TYPES } from '../../domain/mail/mail-content';
import { addJobs } from '../../persistence/compile/add-jobs';
import { requestDigests } from '../../persistence/compile/mail/request-digests';
import type { OutboxMessageRow } from '../../persistence/read/waiting-messages';
import type { Executor } from '../../persistence/statement';
import type { OutboxBatch, OutboxConsumer } from '../dispatch-outbox/outbox-consumer';
import { sendMailsRequest } from './send-mails-request';

const TOLD: ReadonlySet<string> = new Set(TOLD_TYPES);

/**
 * Notes of which messages mails are to be made. Who gets one is asked by a job of its own, because a million issues take
 * a while, and whoever else waits for messages must not.
 */
export class MailConsumer implements OutboxConsumer {
  /** Two statements, or none where nobody is to be told anything. */
  async consume(tx: Executor, { organizationId, messages, now }: OutboxBatch): Promise<void> {
    const ids = messages.filter(isToldNow).map(({ id }) => id);
    if (ids.length === 0) return;
    await tx.rows(requestDigests({ organizationId, ids }, now));
    await tx.rows(addJobs([sendMailsRequest(organizationId, now)]));
  }
}

/** Messages of an operation wait for its end. */
function isToldNow({ type, operationId }: OutboxMessageRow): boolean {
  return operationId === null ? TOLD.has(type) : type === 'bulk_operation.completed';
}
