import type { Caller } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { MAX_WEBHOOKS } from '../../domain/webhooks/check-webhook';
import { invalidField } from '../../domain/set-up/check-input';
import { insertWebhook } from '../../persistence/compile/webhooks/write-webhook';
import { lockOrganization } from '../../persistence/read/lock-organization';
import { readWebhooks } from '../../persistence/read/read-webhooks';
import { done, refused, setUp, type SetUpOutcome } from '../set-up/set-up';
import type { WebhookView } from './read-webhooks.handler';
import { newWebhookSecret } from './webhook-secret';
import {
  checkWebhook,
  projectIdsOf,
  settingsAfter,
  WEBHOOK_WRITERS,
  type GivenWebhook,
  type WebhookDependencies,
} from './webhook-settings';

/** A webhook that is to be made. */
export interface CreateWebhookCommand extends GivenWebhook {
  /** Slug. */
  readonly organization: string;
  readonly url: string;
}

/** A webhook; its secret only where it is new. */
export interface ChangedWebhook {
  readonly webhook: WebhookView;
  readonly secret: string | null;
}

/** Makes a webhook with a secret, which is shown this once. */
export class CreateWebhook {
  constructor(private readonly dependencies: WebhookDependencies) {}

  /** Needs org:write; NOT_FOUND for a project that the caller does not see. */
  async execute(caller: Caller, command: CreateWebhookCommand): Promise<SetUpOutcome<ChangedWebhook>> {
    const access = organizationToChange(caller, command.organization, WEBHOOK_WRITERS);
    if ('code' in access) return refused(access);
    const problems = checkWebhook(command, this.dependencies.settings);
    if (problems.length > 0) return refused(...problems);
    const projectIds = projectIdsOf(access, command.projects ?? []);
    if (projectIds !== null && 'code' in projectIds) return refused(projectIds);
    const { organizationId } = access;
    return setUp(this.dependencies, async (tx) => {
      await lockOrganization(tx, access.slug);
      if ((await readWebhooks(tx, organizationId)).length >= MAX_WEBHOOKS) return refused(TOO_MANY);
      const now = this.dependencies.clock();
      const createdByUserId = caller.user?.id ?? null;
      const settings = settingsAfter({ ...NEW, url: command.url }, command, projectIds);
      const secret = newWebhookSecret();
      const id = await insertWebhook(tx, { ...settings, organizationId, secret, createdByUserId, now });
      const webhook = {
        organizationId,
        id,
        ...settings,
        createdByUserId,
        createdAt: now,
        updatedAt: now,
        failingSince: null,
      };
      return done({ webhook, secret });
    });
  }
}

const NEW = { description: null, events: null, projectIds: null, isActive: true };
const TOO_MANY = invalidField('organization', `An organization has at most ${MAX_WEBHOOKS} webhooks.`, {
  limit: MAX_WEBHOOKS,
});
