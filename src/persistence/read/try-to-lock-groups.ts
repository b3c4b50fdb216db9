import { statement, type Executor } from '../statement';
import { GROUP_COLUMNS, type LockedGroup } from './lock-groups';

/**
 * Locks those of the issues that nobody holds, and answers their rows as they are under the lock; waits for nobody. Those
 * that are on their way elsewhere are left out.
 */
export function tryToLockGroups(tx: Executor, organizationId: string, ids: readonly string[]): Promise<LockedGroup[]> {
  return tx.rows<LockedGroup>(
    statement(
      'try-to-lock-groups',
      `select ${GROUP_COLUMNS}
       from groups
       where organization_id = $1 and id = any($2::bigint[]) and status in ('UNRESOLVED', 'RESOLVED', 'IGNORED')
       order by id
       for no key update skip locked`,
      [organizationId, ids],
    ),
  );
}
