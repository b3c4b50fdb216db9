import type { UserLine } from '../../../domain/import/line-shapes';
import { statement, type Executor } from '../../statement';

/** A user line and whom it is about. */
export type ImportedUser = UserLine & { readonly id: string };

/** Gives users what their lines say of them; users belong to no organization. Answers the ids of those who changed. */
export async function updateImportedUsers(tx: Executor, users: readonly ImportedUser[]): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'update-imported-users',
      `update users u set name = coalesce(n.name, u.name), username = coalesce(n.username, u.username),
         self_assign_on_resolve = coalesce(n.self_assign, u.self_assign_on_resolve)
       from unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[]) n (id, name, username, self_assign)
       where u.id = n.id and (u.name, u.username, u.self_assign_on_resolve) is distinct from
         (coalesce(n.name, u.name), coalesce(n.username, u.username), coalesce(n.self_assign, u.self_assign_on_resolve))
       returning u.id`,
      [
        users.map(({ id }) => id),
        users.map(({ name }) => name ?? null),
        users.map(({ username }) => username ?? null),
        users.map(({ selfAssignOnResolve }) => selfAssignOnResolve ?? null),
      ],
    ),
  );
  return rows.map(({ id }) => id);
}

/** Gives members the role and activity of their lines. Answers the ids of the users whose membership changed. */
export async function updateImportedMembers(
  tx: Executor,
  organizationId: string,
  users: readonly ImportedUser[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'update-imported-members',
      `update organization_members m set role = coalesce(n.role, m.role), active = coalesce(n.active, m.active)
       from unnest($2::bigint[], $3::text[], $4::boolean[]) n (user_id, role, active)
       where m.organization_id = $1 and m.user_id = n.user_id
         and (m.role, m.active) is distinct from (coalesce(n.role, m.role), coalesce(n.active, m.active))
       returning m.user_id as id`,
      [
        organizationId,
        users.map(({ id }) => id),
        users.map(({ role }) => role ?? null),
        users.map(({ active }) => active ?? null),
      ],
    ),
  );
  return rows.map(({ id }) => id);
}

/** Renames teams; answers the slugs of those that had another name. */
export async function renameTeams(
  tx: Executor,
  organizationId: string,
  teams: readonly { readonly slug: string; readonly name?: string }[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ slug: string }>(
    statement(
      'rename-teams',
      `update teams t set name = n.name from unnest($2::text[], $3::text[]) n (slug, name)
       where t.organization_id = $1 and t.slug = n.slug and t.name <> n.name returning t.slug`,
      [organizationId, teams.map(({ slug }) => slug), teams.map(({ name }) => name ?? null)],
    ),
  );
  return rows.map(({ slug }) => slug);
}
