import type { Actor } from '../../domain/state/issue-state';
import { nameKey, type ActorNames } from '../../domain/undo/restoration-log';
import { statement, type Executor } from '../statement';

interface Row extends Actor {
  readonly name: string;
  readonly email: string | null;
}

/** How users and teams are called; who is gone has no entry. */
export async function readActorNames(
  tx: Executor,
  organizationId: string,
  actors: readonly Actor[],
): Promise<ActorNames> {
  const idsOf = (type: Actor['type']): string[] => [
    ...new Set(actors.filter((actor) => actor.type === type).map(({ id }) => id)),
  ];
  const rows = await tx.rows<Row>(
    statement(
      'read-actor-names',
      `select 'user' as type, u.id, u.name, u.email from users u where u.id = any($2::bigint[])
       union all
       select 'team', t.id, t.name, null from teams t where t.organization_id = $1 and t.id = any($3::bigint[])`,
      [organizationId, idsOf('user'), idsOf('team')],
    ),
  );
  return new Map(rows.map((row) => [nameKey(row), row]));
}
