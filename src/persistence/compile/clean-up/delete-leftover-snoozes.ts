import { statement, type Statement } from '../../statement';

/** Deletes snoozes of locked issues that are not archived. */
export function deleteLeftoverSnoozes(organizationId: string, groupIds: readonly string[]): Statement {
  return statement(
    'delete-leftover-snoozes',
    'delete from group_snoozes where organization_id = $1 and group_id = any($2::bigint[])',
    [organizationId, groupIds],
  );
}
