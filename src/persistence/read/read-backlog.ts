import { statement, type Executor } from '../statement';

/** What others are still to be told, and what they were never told. */
export interface BacklogRow {
  /** Messages of the outbox that no consumer has seen. */
  readonly waitingMessages: number;
  readonly pendingDeliveries: number;
  /** Given up, and not yet cleaned up. */
  readonly deadDeliveries: number;
  readonly pendingMails: number;
  readonly deadMails: number;
}

/** Of all organizations. Each is counted by an index of its own but dead mails, of which the table is read. */
export async function readBacklog(reader: Executor): Promise<BacklogRow> {
  const [row] = await reader.rows<BacklogRow>(
    statement(
      'read-backlog',
      `select coalesce(sum(m.waiting), 0)::integer as "waitingMessages",
         coalesce(sum(d.pending), 0)::integer as "pendingDeliveries",
         coalesce(sum(d.dead), 0)::integer as "deadDeliveries",
         coalesce(sum(l.pending), 0)::integer as "pendingMails",
         coalesce(sum(l.dead), 0)::integer as "deadMails"
       from organizations o
       cross join lateral (
         select count(*) as waiting from outbox_messages where organization_id = o.id and dispatched_at is null
       ) m
       cross join lateral (
         select sum(p.count) as pending, sum(x.count) as dead
         from webhooks w
         cross join lateral (
           select count(*) from webhook_deliveries
           where organization_id = o.id and webhook_id = w.id and state = 'PENDING'
         ) p
         cross join lateral (
           select count(*) from webhook_deliveries where organization_id = o.id and webhook_id = w.id and state = 'DEAD'
         ) x
         where w.organization_id = o.id
       ) d
       cross join lateral (
         select count(*) filter (where state = 'PENDING') as pending, count(*) filter (where state = 'DEAD') as dead
         from mails where organization_id = o.id and state in ('PENDING', 'DEAD')
       ) l`,
    ),
  );
  if (row === undefined) throw new Error('a sum without groups has one row');
  return row;
}
