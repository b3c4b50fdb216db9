import type { ReleaseStatus } from '../../../domain/releases/release';
import type { TenantKey } from '../../../domain/tenant-key';
import { statement, type Executor } from '../../statement';

/** Sets the date of release and the status; null leaves them. */
export async function updateRelease(
  tx: Executor,
  { organizationId, id }: TenantKey,
  change: { readonly dateReleased: Date | null; readonly status: ReleaseStatus | null },
): Promise<void> {
  await tx.count(
    statement(
      'update-release',
      `update releases set date_released = coalesce($3, date_released), status = coalesce($4, status)
       where organization_id = $1 and id = $2`,
      [organizationId, id, change.dateReleased, change.status],
    ),
  );
}

/** Sets the date of release where there is none yet. */
export async function fillDateReleased(tx: Executor, { organizationId, id }: TenantKey, date: Date): Promise<void> {
  await tx.count(
    statement(
      'fill-date-released',
      `update releases set date_released = $3
       where organization_id = $1 and id = $2 and date_released is null`,
      [organizationId, id, date],
    ),
  );
}
