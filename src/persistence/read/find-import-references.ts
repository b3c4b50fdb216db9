import { statement, type Executor } from '../statement';

/** The ids of the organization's members with these normalized addresses, inactive ones included, by address. */
export async function findMemberIds(
  tx: Executor,
  organizationId: string,
  emails: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ email: string; id: string }>(
    statement(
      'find-member-ids',
      `select u.email, u.id from users u join organization_members m on m.user_id = u.id
       where m.organization_id = $1 and u.email = any($2::text[])`,
      [organizationId, emails],
    ),
  );
  return new Map(rows.map(({ email, id }) => [email, id]));
}

/** The ids of the organization's projects with these slugs, by slug. */
export async function findProjectIds(
  tx: Executor,
  organizationId: string,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ slug: string; id: string }>(
    statement(
      'find-project-ids',
      'select slug, id from projects where organization_id = $1 and slug = any($2::text[])',
      [organizationId, slugs],
    ),
  );
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** The addresses of those who have these usernames, by username. */
export async function findOwnersOfUsernames(
  tx: Executor,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ username: string; email: string }>(
    statement('find-owners-of-usernames', 'select username, email from users where username = any($1::text[])', [
      usernames,
    ]),
  );
  return new Map(rows.map(({ username, email }) => [username, email]));
}

/** The issues, of whatever organization, that have these share ids, by share id. */
export async function findIssuesOfShares(
  tx: Executor,
  uuids: readonly string[],
): Promise<ReadonlyMap<string, { readonly organizationId: string; readonly groupId: string }>> {
  const rows = await tx.rows<{ uuid: string; organizationId: string; groupId: string }>(
    statement(
      'find-issues-of-shares',
      `select uuid, organization_id as "organizationId", group_id as "groupId"
       from group_shares where uuid = any($1::text[])`,
      [uuids],
    ),
  );
  return new Map(rows.map(({ uuid, ...issue }) => [uuid, issue]));
}
