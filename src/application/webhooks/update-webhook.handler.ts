import type { Caller, OrganizationAccess } from '../../domain/access';
import type { Problem } from '../../domain/problem';
import { replaceSecret, updateWebhook } from '../../persistence/compile/webhooks/write-webhook';
import type { WebhookRow } from '../../persistence/read/read-webhooks';
import type { Executor } from '../../persistence/statement';
import { done, refused, setUp, type SetUpOutcome } from '../set-up/set-up';
import type { ChangedWebhook } from './create-webhook.handler';
import { deliverAtOnce } from './deliver-at-once';
import { newWebhookSecret } from './webhook-secret';
import {
  checkWebhook,
  findWebhook,
  organizationsToChange,
  projectIdsOf,
  settingsAfter,
  unknownWebhook,
  type GivenWebhook,
  type WebhookDependencies,
} from './webhook-settings';

/** For how long a secret is used beside the one that replaces it. */
const BOTH_SECRETS_MS = 24 * 60 * 60 * 1_000;

/** What to change of a webhook; what is absent stays as it is. */
export interface UpdateWebhookCommand extends GivenWebhook {
  readonly id: string;
  readonly rotateSecret?: boolean;
}

/** Changes a webhook. Deliveries that wait go to the address that it has when they are made. */
export class UpdateWebhook {
  constructor(private readonly dependencies: WebhookDependencies) {}

  /** Needs org:write; NOT_FOUND for a webhook that the caller does not reach, and for a project that they do not see. */
  async execute(caller: Caller, command: UpdateWebhookCommand): Promise<SetUpOutcome<ChangedWebhook>> {
    const organizations = organizationsToChange(caller);
    if ('code' in organizations) return refused(organizations);
    const problems = checkWebhook(command, this.dependencies.settings);
    if (problems.length > 0) return refused(...problems);
    return setUp(this.dependencies, async (tx) => {
      const before = await findWebhook(tx, organizations, command.id);
      if (before === null) return refused(unknownWebhook(['input', 'id']));
      const projectIds = projectIdsAfter(before, organizations, command);
      if (projectIds !== null && 'code' in projectIds) return refused(projectIds);
      return done(await this.write(tx, before, { command, projectIds }));
    });
  }

  private async write(tx: Executor, before: WebhookRow, change: Change): Promise<ChangedWebhook> {
    const now = this.dependencies.clock();
    const key = { organizationId: before.organizationId, webhookId: before.id };
    const settings = settingsAfter(before, change.command, change.projectIds);
    await tx.count(updateWebhook(key, settings, now));
    const secret = change.command.rotateSecret === true ? newWebhookSecret() : null;
    if (secret !== null) {
      const previousUntil = new Date(now.getTime() + BOTH_SECRETS_MS);
      await tx.count(replaceSecret(key, { secret, previousUntil }));
    }
    // Deliveries may have waited while it was switched off, or because its address was wrong.
    const isOther = !before.isActive || before.url !== settings.url;
    if (settings.isActive && isOther) await deliverAtOnce(tx, key, now);
    return { webhook: { ...before, ...settings, updatedAt: now }, secret };
  }
}

interface Change {
  readonly command: UpdateWebhookCommand;
  readonly projectIds: readonly string[] | null;
}

function projectIdsAfter(
  { organizationId, projectIds }: WebhookRow,
  organizations: readonly OrganizationAccess[],
  { projects }: UpdateWebhookCommand,
): readonly string[] | null | Problem {
  const access = organizations.find((organization) => organization.organizationId === organizationId);
  return projects === undefined || access === undefined ? projectIds : projectIdsOf(access, projects);
}
