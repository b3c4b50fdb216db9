import type { Caller } from '../../domain/access';
import { deleteWebhook } from '../../persistence/compile/webhooks/write-webhook';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';
import { findWebhook, organizationsToChange, unknownWebhook } from './webhook-settings';

/** Deletes a webhook with its deliveries, also those that wait. */
export class DeleteWebhook {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Answers the id. Needs org:write; NOT_FOUND for a webhook that the caller does not reach. */
  async execute(caller: Caller, id: string): Promise<SetUpOutcome<string>> {
    const organizations = organizationsToChange(caller);
    if ('code' in organizations) return refused(organizations);
    return setUp(this.dependencies, async (tx) => {
      const webhook = await findWebhook(tx, organizations, id);
      if (webhook === null) return refused(unknownWebhook(['id']));
      await tx.count(deleteWebhook({ organizationId: webhook.organizationId, webhookId: webhook.id }));
      return done(webhook.id);
    });
  }
}
