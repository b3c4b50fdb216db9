import { randomUUID } from 'node:crypto';
import type { Caller } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { PING } from '../../domain/webhooks/webhook-event';
import { insertTestDelivery } from '../../persistence/compile/webhooks/insert-test-delivery';
import { findDelivery } from '../../persistence/read/read-webhook-deliveries';
import { readWebhookToCall } from '../../persistence/read/read-webhooks';
import { done, refused, type SetUpOutcome } from '../set-up/set-up';
import { callWebhook } from './call-webhook';
import { deliverAtOnce } from './deliver-at-once';
import type { DeliverWebhookDependencies } from './deliver-webhook.handler';
import type { DeliveryView } from './read-webhooks.handler';
import { organizationsToChange, unknownWebhook } from './webhook-settings';

/** Calls a webhook at once, beside its deliveries and without their order, also one that is switched off. */
export class TestWebhook {
  constructor(private readonly dependencies: DeliverWebhookDependencies) {}

  /** Answers how it went: a single attempt; where it went well, what waits for a later attempt is delivered now. Needs org:write; NOT_FOUND for a webhook that the caller does not reach. */
  async execute(caller: Caller, id: string): Promise<SetUpOutcome<DeliveryView>> {
    const organizations = organizationsToChange(caller);
    if ('code' in organizations) return refused(organizations);
    const { unitOfWork, clock, webhookSender } = this.dependencies;
    const ids = organizations.map(({ organizationId }) => organizationId);
    const [uuid, at] = [randomUUID(), clock()];
    const webhook = isIdentifier(id) ? await readWebhookToCall(unitOfWork.reader, ids, { id, now: at }) : null;
    if (webhook === null) return refused(unknownWebhook(['id']));
    const actorId = caller.user?.id ?? null;
    const delivery = { uuid, event: PING, operationId: null, actorId, issueIds: [], data: {}, occurredAt: at } as const;
    const { url, secrets, organizationId, organizationSlug: slug } = webhook;
    const organization = { id: organizationId, slug };
    const call = { url, secrets, organization, delivery, sentAt: at };
    const { delivered, ...answer } = await callWebhook(webhookSender, call);
    const state = delivered ? 'DELIVERED' : 'DEAD';
    const key = { organizationId, webhookId: webhook.id };
    await unitOfWork.transaction(async (tx) => {
      await tx.rows(insertTestDelivery(key, { uuid, actorId, at, state, ...answer }));
      if (delivered) await deliverAtOnce(tx, key, clock());
    });
    const made = await findDelivery(unitOfWork.reader, ids, uuid);
    return made === null ? refused(unknownWebhook(['id'])) : done(made);
  }
}
