import type { Caller, OrganizationAccess, Scope } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { organizationsWith, permissionDenied } from '../../domain/permission';
import { problem, type Problem } from '../../domain/problem';
import { invalidField, problemsOf, type Check } from '../../domain/set-up/check-input';
import { checkDescription, checkProjects, checkUrl } from '../../domain/webhooks/check-webhook';
import type { WebhookEvent } from '../../domain/webhooks/webhook-event';
import type { WebhookSettings } from '../../persistence/compile/webhooks/write-webhook';
import { lockWebhook, type WebhookRow } from '../../persistence/read/read-webhooks';
import type { Executor } from '../../persistence/statement';
import { selectProjects } from '../select-projects';
import { notFound, type SetUpDependencies } from '../set-up/set-up';
import { mayBePublic } from './public-address';

/** Only this scope lets a caller change webhooks. */
export const WEBHOOK_WRITERS: readonly Scope[] = ['org:write'];

/** What changing webhooks needs. */
export interface WebhookDependencies extends SetUpDependencies {
  readonly settings: {
    /** Whether webhooks may call addresses that are not on the Internet. */
    readonly allowPrivateWebhooks: boolean;
  };
}

/** What people give of a webhook; an empty list means all. */
export interface GivenWebhook {
  readonly url?: string;
  readonly description?: string;
  readonly events?: readonly WebhookEvent[];
  /** Slugs. */
  readonly projects?: readonly string[];
  readonly active?: boolean;
}

/** What speaks against what was given. */
export function checkWebhook(given: GivenWebhook, settings: WebhookDependencies['settings']): readonly Problem[] {
  const problems = problemsOf(checkUrl(given.url), checkDescription(given.description), checkProjects(given.projects));
  return problems.length > 0 ? problems : problemsOf(checkHost(given.url, settings));
}

/** What a name leads to is only known when it is called, and looked at then. */
function checkHost(url: string | undefined, { allowPrivateWebhooks }: WebhookDependencies['settings']): Check {
  if (url === undefined || allowPrivateWebhooks || mayBePublic(new URL(url).hostname)) return null;
  return invalidField('url', 'A webhook calls addresses on the Internet only, not private or local ones.');
}

/** The ids of the projects to listen to; null: all. NOT_FOUND for one that the caller does not see. */
export function projectIdsOf(access: OrganizationAccess, slugs: readonly string[]): readonly string[] | null | Problem {
  if (slugs.length === 0) return null;
  const selected = selectProjects(access, slugs);
  if (!('unknownSlug' in selected)) return selected.projectIds;
  const details = { project: selected.unknownSlug };
  return notFound('projects', 'There is no such project in this organization.', details);
}

/** What a webhook will be like; what is absent stays as it is. */
export function settingsAfter(
  before: WebhookSettings,
  given: GivenWebhook,
  projectIds: readonly string[] | null,
): WebhookSettings {
  const { events } = given;
  return {
    url: given.url ?? before.url,
    description: given.description === undefined ? before.description : given.description.trim() || null,
    events: events === undefined ? before.events : events.length === 0 ? null : [...new Set(events)],
    projectIds,
    isActive: given.active ?? before.isActive,
  };
}

/** The organizations whose webhooks the caller may change; PERMISSION_DENIED where there are none. */
export function organizationsToChange(caller: Caller): readonly OrganizationAccess[] | Problem {
  const organizations = organizationsWith(caller, WEBHOOK_WRITERS);
  return organizations.length > 0 ? organizations : permissionDenied(WEBHOOK_WRITERS);
}

/** A webhook of one of the organizations, locked; null for what there is not. */
export async function findWebhook(
  tx: Executor,
  organizations: readonly OrganizationAccess[],
  id: string,
): Promise<WebhookRow | null> {
  if (!isIdentifier(id)) return null;
  return lockWebhook(
    tx,
    organizations.map(({ organizationId }) => organizationId),
    id,
  );
}

/** There is no such webhook, or the caller does not reach it. */
export function unknownWebhook(field: readonly string[]): Problem {
  return problem('NOT_FOUND', { field, message: 'There is no such webhook.' });
}
