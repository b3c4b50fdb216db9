import { buildStartStates } from '../model/build-start-states';
import type { Cast, ModelCaller } from '../model/cast';
import { START_STATES } from '../model/start-states';
import type { Queryable } from '../build/insert-rows';

/** Who looks, and when. */
export interface MixedScene {
  readonly cast: Cast;
  readonly caller: ModelCaller;
  readonly now: Date;
}

/** Issues in every start state of the model, so often that there are at least `count`, with marks and links on some. */
export async function buildMixedIssues(database: Queryable, count: number, scene: MixedScene): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(...(await buildStartStates(database, scene)));
  const used = ids.slice(0, count);
  await buildMarks(database, used, scene);
  return used;
}

/** How many start states there are: with so many issues, each occurs. */
export const EVERY_STATE = START_STATES.length;

async function buildMarks(
  database: Queryable,
  ids: readonly string[],
  { cast, caller, now }: MixedScene,
): Promise<void> {
  const people = [caller.userId ?? cast.users.me.id, cast.users.other.id];
  const values = [cast.organizationId, ids, people, new Date(now.getTime() - 3_600_000)];
  const marked = `unnest($2::bigint[]) with ordinality i (id, place) join groups g on g.organization_id = $1 and g.id = i.id
    cross join unnest($3::bigint[]) u (id)`;
  await database.query(
    `insert into group_bookmarks (organization_id, group_id, project_id, user_id, date_added)
     select $1, g.id, g.project_id, u.id, $4 from ${marked} where i.place % 3 = 0`,
    values,
  );
  await database.query(
    `insert into group_seens (organization_id, group_id, project_id, user_id, last_seen)
     select $1, g.id, g.project_id, u.id, $4 from ${marked} where i.place % 4 = 0`,
    values,
  );
  await database.query(
    `insert into group_shares (organization_id, group_id, project_id, uuid, user_id, date_added)
     select $1, g.id, g.project_id, replace(gen_random_uuid()::text, '-', ''), u.id, $4 from ${marked}
     where i.place % 5 = 0 and u.id = $3[1]`,
    values,
  );
}
