import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';

export interface DeployRow {
  readonly id: string;
  readonly environment: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly dateStarted: Date | null;
  readonly dateFinished: Date;
}

/** Of a deployment `d`. */
export const DEPLOY_COLUMNS = `d.id, d.environment, d.name, d.url, d.date_started as "dateStarted",
  d.date_finished as "dateFinished"`;

/** The deployments of a release, the one that was finished last first. */
export function readDeploysOfRelease(
  executor: Executor,
  { organizationId, id }: TenantKey,
  first: number,
): Promise<DeployRow[]> {
  return executor.rows<DeployRow>(
    statement(
      'read-deploys-of-release',
      `select ${DEPLOY_COLUMNS}
       from deploys d
       where d.organization_id = $1 and d.release_id = $2
       order by d.date_finished desc, d.id desc
       limit $3`,
      [organizationId, id, first],
    ),
  );
}

export function readDeploys(executor: Executor, organizationId: string, ids: readonly string[]): Promise<DeployRow[]> {
  return executor.rows<DeployRow>(
    statement(
      'read-deploys',
      `select ${DEPLOY_COLUMNS} from deploys d where d.organization_id = $1 and d.id = any ($2::bigint[])`,
      [organizationId, ids],
    ),
  );
}
