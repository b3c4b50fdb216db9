import { BALANCE } from '../fire/balance';
import type { TestDatabase } from '../test-database';
import type { Soaking } from './soak-world';

/** What there is when nothing was lost and every count adds up. */
export const NO_DAMAGE = { lost: [], miscounted: [], events: true, broken: [], unanswered: [], missing: [] };

const OUTCOMES = 'changed + unchanged + not_found + conflict + invalid + skipped';

/** What was promised and is not there, and what does not add up. */
export async function damagesOf(
  database: TestDatabase,
  { world: { organization }, promised }: Soaking,
): Promise<unknown> {
  const lost = await database.query(
    `select id from unnest($2::uuid[]) as accepted (id)
     where (select count(*) from events e where e.organization_id = $1 and e.event_id = accepted.id) <> 1`,
    [organization.id, promised.events],
  );
  const miscounted = await database.query(
    `select * from (${BALANCE} and exists (select from events e where e.organization_id = $1 and e.group_id = g.id)) b
     where miscounted <> 0 or "miscountedPeople" <> 0 or "miscountedHours" <> 0 limit 20`,
    [organization.id],
  );
  const [row] = await database.query<{ counted: number }>(
    `select coalesce(sum(times_seen), 0)::int as counted from group_counters where organization_id = $1`,
    [organization.id],
  );
  const events = row?.counted === promised.events.length || `${row?.counted} of ${promised.events.length}`;
  return { lost, miscounted, events, ...(await brokenOperations(database, organization.id, promised.operations)) };
}

async function brokenOperations(
  database: TestDatabase,
  organizationId: string,
  promised: ReadonlyMap<string, number | null>,
): Promise<object> {
  const broken = await database.query(
    `select id::text, state, error, ${OUTCOMES} as done, pending from bulk_operations b
     where organization_id = $1 and (state <> 'COMPLETED' or pending <> 0
       or (${OUTCOMES}, changed) <> (
         select count(*), count(*) filter (where status = 'CHANGED') from bulk_operation_outcomes o
         where o.organization_id = $1 and o.operation_id = b.id))
     order by id limit 20`,
    [organizationId],
  );
  const recorded = await database.query<{ id: string; done: number }>(
    `select id::text, ${OUTCOMES} as done from bulk_operations where organization_id = $1`,
    [organizationId],
  );
  const doneOf = new Map(recorded.map(({ id, done }) => [id, done]));
  return {
    broken,
    unanswered: recorded.filter(({ id }) => !promised.has(id)),
    missing: [...promised].filter(([id, issues]) => doneOf.get(id) !== (issues ?? doneOf.get(id) ?? NaN)),
  };
}
