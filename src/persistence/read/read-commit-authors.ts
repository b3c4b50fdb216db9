import { statement, type Executor } from '../statement';
import type { ActingUser } from '../../domain/attributes/strategy';

/** A member who wrote commits, with the projects whose issues the member can see. */
export interface CommitAuthor extends ActingUser {
  readonly projectIds: ReadonlySet<string>;
}

type Row = Omit<CommitAuthor, 'teamIds' | 'projectIds'> & Record<'teamIds' | 'projectIds', readonly string[]>;

/** The active members of the organization who have these normalized addresses, by address. */
export async function readCommitAuthors(
  tx: Executor,
  organizationId: string,
  emails: readonly string[],
): Promise<ReadonlyMap<string, CommitAuthor>> {
  if (emails.length === 0) return new Map();
  const rows = await tx.rows<Row>(
    statement(
      'read-commit-authors',
      `select u.id, u.name, u.email, u.self_assign_on_resolve as "selfAssignOnResolve",
         array(select m.team_id::text from team_members m
               where m.organization_id = $1 and m.user_id = u.id) as "teamIds",
         array(select p.id::text from projects p
               where p.organization_id = $1
                 and (o.open_membership or exists (
                   select from project_teams pt
                   join team_members tm on tm.organization_id = pt.organization_id and tm.team_id = pt.team_id
                   where pt.organization_id = $1 and pt.project_id = p.id and tm.user_id = u.id))) as "projectIds"
       from users u
       join organization_members m on m.organization_id = $1 and m.user_id = u.id and m.active
       join organizations o on o.id = $1
       where u.email = any ($2::text[])`,
      [organizationId, emails],
    ),
  );
  return new Map(
    rows.map((row) => [row.email, { ...row, teamIds: new Set(row.teamIds), projectIds: new Set(row.projectIds) }]),
  );
}
