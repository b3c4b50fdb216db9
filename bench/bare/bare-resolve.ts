import type { Pool, PoolClient } from 'pg';
import type { BareCaller } from './bare-caller';
import type { LockedRow } from './bare-locked-row';
import { WRITES } from './bare-writes';

const LOCK = `
  select g.id, g.project_id as "projectId", g.status, g.substatus, g.version, g.active_at as "activeAt",
    g.resolved_at as "resolvedAt", i.reason as "inboxReason", i.date_added as "inboxAddedAt", o.id as "openPeriodId",
    o.date_started as "openSince", s.user_id is not null as "isSubscribed",
    nextval('bulk_operations_id_seq') as "operationId", nextval('activities_id_seq') as "activityId"
  from groups g
  left join group_inboxes i on i.organization_id = g.organization_id and i.group_id = g.id
  left join group_open_periods o
    on o.organization_id = g.organization_id and o.group_id = g.id and o.date_ended is null
  left join group_subscriptions s
    on s.organization_id = g.organization_id and s.group_id = g.id and s.user_id = $4
  where g.organization_id = $1 and g.id = $2 and g.project_id = any($3::bigint[])
  for no key update of g`;

/** Resolves one unresolved issue that lies in the inbox: one transaction, a query a table. */
export async function bareResolve(pool: Pool, caller: BareCaller, id: string): Promise<object> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const answer = await resolveLocked(client, caller, id);
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function resolveLocked(client: PoolClient, caller: BareCaller, id: string): Promise<object> {
  const { organizationId, projectIds, userId } = caller;
  const { rows } = await client.query<LockedRow>(LOCK, [organizationId, id, projectIds, userId]);
  const [locked] = rows;
  if (locked === undefined || locked.status !== 'UNRESOLVED' || locked.isSubscribed) throw new Error('not understood');
  const now = new Date();
  for (const { text, values } of WRITES) await client.query(text, values({ caller, locked, now }));
  return {
    operation: { id: locked.operationId, counts: { requested: 1, changed: 1 } },
    issues: [{ id, status: 'RESOLVED', version: locked.version + 1 }],
    userErrors: [],
  };
}
