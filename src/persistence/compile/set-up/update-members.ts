import { statement, type Executor } from '../../statement';
import type { MemberRow } from '../../read/read-members';

/** Writes role and activity of members. */
export async function updateMembers(tx: Executor, members: readonly MemberRow[]): Promise<void> {
  await tx.count(
    statement(
      'update-members',
      `update organization_members m set role = new.role, active = new.active
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::boolean[]) as new (organization_id, id, role, active)
       where m.organization_id = new.organization_id and m.id = new.id`,
      [
        members.map(({ parentId }) => parentId),
        members.map(({ id }) => id),
        members.map(({ role }) => role),
        members.map(({ active }) => active),
      ],
    ),
  );
}
