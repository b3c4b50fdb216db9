import type { MemberRole } from '../../../domain/access';
import { statement, type Executor } from '../../statement';

export interface MemberRoleGrant {
  readonly userId: string;
  readonly role: MemberRole;
}

/** Makes these users active members with these roles, whatever they were before. */
export async function upsertMembers(
  tx: Executor,
  organizationId: string,
  members: readonly MemberRoleGrant[],
): Promise<void> {
  await tx.rows(
    statement(
      'upsert-members',
      `insert into organization_members (organization_id, user_id, role)
       select $1, user_id, role from unnest($2::bigint[], $3::text[]) as new (user_id, role)
       on conflict (organization_id, user_id) do update set role = excluded.role, active = true`,
      [organizationId, members.map(({ userId }) => userId), members.map(({ role }) => role)],
    ),
  );
}
