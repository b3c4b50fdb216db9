import type { TenantKey } from '../../../domain/tenant-key';
import { DEPLOY_COLUMNS, type DeployRow } from '../../read/read-deploys';
import { statement, type Executor } from '../../statement';

/** Records a deployment of a release; one that is told again is the same one, with what is said of it now. */
export async function writeDeploy(
  tx: Executor,
  { organizationId, id }: TenantKey,
  { environment, name, url, dateStarted, dateFinished }: Omit<DeployRow, 'id'>,
): Promise<DeployRow | null> {
  const [row] = await tx.rows<DeployRow>(
    statement(
      'write-deploy',
      `insert into deploys as d (organization_id, release_id, environment, name, url, date_started, date_finished)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (organization_id, release_id, environment, date_finished) do update
       set name = excluded.name, url = excluded.url, date_started = excluded.date_started
       returning ${DEPLOY_COLUMNS}`,
      [organizationId, id, environment, name, url, dateStarted, dateFinished],
    ),
  );
  return row ?? null;
}
