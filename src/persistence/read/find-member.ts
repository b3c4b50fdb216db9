import { statement, type Executor } from '../statement';
import type { MemberRow } from './read-members';

/** The member with this normalized address, inactive ones included; null where there is none. */
export async function findMember(executor: Executor, organizationId: string, email: string): Promise<MemberRow | null> {
  const [row] = await executor.rows<MemberRow>(
    statement(
      'find-member',
      `select m.organization_id as "parentId", m.id, m.user_id as "userId", m.role, m.active
       from users u join organization_members m on m.user_id = u.id
       where m.organization_id = $1 and u.email = $2`,
      [organizationId, email],
    ),
  );
  return row ?? null;
}

/** Whether somebody else than this user is an active owner. */
export async function hasOtherOwner(executor: Executor, organizationId: string, userId: string): Promise<boolean> {
  const rows = await executor.rows(
    statement(
      'find-other-owner',
      `select from organization_members
       where organization_id = $1 and user_id <> $2 and role = 'OWNER' and active limit 1`,
      [organizationId, userId],
    ),
  );
  return rows.length > 0;
}
