import type { Caller } from '../../domain/access';
import { problem } from '../../domain/problem';
import { addJobs } from '../../persistence/compile/add-jobs';
import { deliveryJob } from '../../persistence/compile/webhooks/delivery-job';
import { resendDelivery } from '../../persistence/compile/webhooks/record-attempt';
import { findDelivery } from '../../persistence/read/read-webhook-deliveries';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';
import type { DeliveryView } from './read-webhooks.handler';
import { organizationsToChange } from './webhook-settings';

/** Lets a delivery be made again under its id, once; one that waits already goes on waiting. */
export class ResendDelivery {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs org:write; NOT_FOUND for a delivery that the caller does not reach. */
  async execute(caller: Caller, id: string): Promise<SetUpOutcome<DeliveryView>> {
    const organizations = organizationsToChange(caller);
    if ('code' in organizations) return refused(organizations);
    const ids = organizations.map(({ organizationId }) => organizationId);
    return setUp(this.dependencies, async (tx) => {
      const found = UUID.test(id) ? await findDelivery(tx, ids, id) : null;
      if (found === null) return refused(UNKNOWN);
      const { organizationId, webhookId } = found;
      const key = { organizationId, webhookId };
      const now = this.dependencies.clock();
      await tx.count(resendDelivery(key, found.uuid, now));
      await tx.rows(addJobs([deliveryJob(key, now)]));
      return done((await findDelivery(tx, ids, id)) ?? found);
    });
  }
}

const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
const UNKNOWN = problem('NOT_FOUND', { field: ['id'], message: 'There is no such delivery.' });
