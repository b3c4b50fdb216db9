import type { ActingUser } from '../../domain/attributes/strategy';
import { statement, type Executor } from '../statement';

interface Row extends Omit<ActingUser, 'teamIds'> {
  readonly teamIds: readonly string[];
}

/** The user on whose behalf a call is made, with the teams of the organization that the user is in. */
export async function readActingUser(
  tx: Executor,
  organizationId: string,
  userId: string | null,
): Promise<ActingUser | null> {
  const [row] = await tx.rows<Row>(
    statement(
      'read-acting-user',
      `select id, name, email, self_assign_on_resolve as "selfAssignOnResolve",
         array(select team_id::text from team_members where organization_id = $1 and user_id = $2) as "teamIds"
       from users where id = $2`,
      [organizationId, userId],
    ),
  );
  return row === undefined ? null : { ...row, teamIds: new Set(row.teamIds) };
}
