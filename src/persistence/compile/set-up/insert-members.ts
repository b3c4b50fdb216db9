import { statement, type Executor } from '../../statement';
import type { MemberRow } from '../../read/read-members';
import type { MemberRoleGrant } from './upsert-members';

/** Makes these users active members; those who are members already are left as they are, and absent from the answer. */
export function insertMembers(
  tx: Executor,
  organizationId: string,
  members: readonly MemberRoleGrant[],
): Promise<MemberRow[]> {
  return tx.rows<MemberRow>(
    statement(
      'insert-members',
      `insert into organization_members (organization_id, user_id, role)
       select $1, user_id, role from unnest($2::bigint[], $3::text[]) as new (user_id, role)
       on conflict (organization_id, user_id) do nothing
       returning organization_id as "parentId", id, user_id as "userId", role, active`,
      [organizationId, members.map(({ userId }) => userId), members.map(({ role }) => role)],
    ),
  );
}
