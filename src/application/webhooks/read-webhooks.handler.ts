import type { Caller, OrganizationAccess } from '../../domain/access';
import { slicesByParent, type PageRequest, type PageSlice } from '../../domain/page';
import { ORGANIZATION_READERS, requireOrganization, requireScope } from '../../domain/permission';
import type { TenantKey } from '../../domain/tenant-key';
import { withoutSecrets } from '../../domain/webhooks/check-webhook';
import type { DeliveryState } from '../../domain/webhooks/webhook-delivery';
import type { CountRow } from '../../persistence/read/count-row';
import { countDeliveries, readDeliveryPages, type DeliveryRow } from '../../persistence/read/read-webhook-deliveries';
import { readWebhooks, type WebhookRow } from '../../persistence/read/read-webhooks';
import type { ReadDependencies } from '../read-dependencies';
import { WEBHOOK_WRITERS } from './webhook-settings';

/** A webhook. */
export type WebhookView = WebhookRow;
/** A delivery of a webhook. */
export type DeliveryView = DeliveryRow;

/** Reads webhooks and how their deliveries go. */
export class ReadWebhooks {
  constructor(private readonly dependencies: ReadDependencies) {}

  /** Those of an organization, oldest first; without org:write, addresses are cut to their origin. Needs org:read. */
  async ofOrganization(caller: Caller, slug: string): Promise<readonly WebhookView[]> {
    requireScope(caller, ORGANIZATION_READERS);
    const access = requireOrganization(caller, slug);
    const webhooks = await readWebhooks(this.dependencies.unitOfWork.reader, access.organizationId);
    return mayChange(access) ? webhooks : webhooks.map((one) => ({ ...one, url: withoutSecrets(one.url) }));
  }

  /**
   * A page of each webhook's deliveries, newest first; state null: in any state. Whoever has the webhook may read them,
   * but what receivers answered only with org:write: it may repeat the address.
   */
  async deliveryPages(
    { organizations }: Caller,
    webhooks: readonly TenantKey[],
    { state, page }: { readonly state: DeliveryState | null; readonly page: PageRequest },
  ): Promise<ReadonlyMap<string, PageSlice<DeliveryView>>> {
    const changeable = new Set(organizations.filter(mayChange).map(({ organizationId }) => organizationId));
    const rows = await readDeliveryPages(this.dependencies.unitOfWork.reader, webhooks, { state, page });
    const shown = rows.map((row) => (changeable.has(row.organizationId) ? row : { ...row, responseBody: null }));
    return slicesByParent(shown, page.first);
  }

  /** How many deliveries each webhook has. */
  deliveryCounts(webhooks: readonly TenantKey[], state: DeliveryState | null): Promise<readonly CountRow[]> {
    return countDeliveries(this.dependencies.unitOfWork.reader, webhooks, state);
  }
}

function mayChange({ scopes }: OrganizationAccess): boolean {
  return WEBHOOK_WRITERS.some((scope) => scopes.has(scope));
}
