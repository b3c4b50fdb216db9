import { statement, type Executor } from '../../statement';

/** Messages of which webhooks are told, and how. */
export interface ToldMessages {
  readonly organizationId: string;
  readonly messageIds: readonly string[];
  /** Types of messages, each with the event that it becomes; others are told nobody. */
  readonly events: readonly (readonly [message: string, event: string])[];
  readonly issuesPerDelivery: number;
  readonly now: Date;
  readonly expiresAt: Date;
}

/**
 * Makes the deliveries of every active webhook that listens to the messages, in their order, the issues of each in as
 * many parts as it takes; answers whose. Of an issue that was merged away, the project is the one of its redirect, of one
 * that is deleted by now the one of the audit; of an operation, those of its issues, which are read once: a million
 * outcomes of another project for each of some webhooks would take longer than a statement may.
 */
export async function insertDeliveries(tx: Executor, told: ToldMessages): Promise<readonly string[]> {
  const rows = await tx.rows<{ webhookId: string }>(
    statement('insert-webhook-deliveries', INSERT_DELIVERIES, [
      told.organizationId,
      told.messageIds,
      told.events.map(([message]) => message),
      told.events.map(([, event]) => event),
      told.issuesPerDelivery,
      told.now,
      told.expiresAt,
    ]),
  );
  return rows.map(({ webhookId }) => webhookId);
}

const INSERT_DELIVERIES = `with told as (
  select w.id as webhook_id, w.project_ids, m.id as message_id, e.event, m.group_ids, m.operation_id, m.actor_id,
    m.data, m.created_at
  from webhooks w
  join outbox_messages m on m.organization_id = w.organization_id and m.id = any($2::bigint[])
  join unnest($3::text[], $4::text[]) as e (type, event) on e.type = m.type
  where w.organization_id = $1 and w.is_active and (w.events is null or e.event = any(w.events))
), named as (
  select m.id as message_id, i.id, i.ordinal, coalesce(g.project_id, r.project_id, a.project_id) as project_id
  from outbox_messages m
  cross join lateral unnest(m.group_ids) with ordinality as i (id, ordinal)
  left join groups g on g.organization_id = $1 and g.id = i.id
  left join group_redirects r on r.organization_id = $1 and r.previous_group_id = i.id
  left join deletion_audit_entries a on a.organization_id = $1 and a.operation_id = m.operation_id
    and a.group_id = i.id and m.type = 'issue.deleted'
  where m.organization_id = $1 and m.id in (select message_id from told where project_ids is not null)
), issues as (
  select t.webhook_id, t.message_id, i.id, i.ordinal
  from told t cross join lateral unnest(t.group_ids) with ordinality as i (id, ordinal)
  where t.project_ids is null
  union all
  select t.webhook_id, t.message_id, n.id, n.ordinal
  from told t join named n on n.message_id = t.message_id and n.project_id = any(t.project_ids)
), numbered as (
  select webhook_id, message_id, id, ordinal,
    (row_number() over (partition by webhook_id, message_id order by ordinal) - 1) / $5 as part
  from issues
), touched as (
  select distinct operation_id, project_id from bulk_operation_outcomes
  where organization_id = $1
    and operation_id in (select operation_id from told where cardinality(group_ids) = 0 and project_ids is not null)
), parts as (
  select webhook_id, message_id, part, array_agg(id order by ordinal) as ids
  from numbered group by webhook_id, message_id, part
  union all
  select t.webhook_id, t.message_id, 0, '{}' from told t
  where cardinality(t.group_ids) = 0 and (t.project_ids is null or exists (
    select from touched o where o.operation_id = t.operation_id and o.project_id = any(t.project_ids)))
), inserted as (
  insert into webhook_deliveries (organization_id, webhook_id, uuid, event, operation_id, actor_id, group_ids, data,
    occurred_at, created_at, next_attempt_at, expires_at)
  select $1, webhook_id, gen_random_uuid(), t.event, t.operation_id, t.actor_id, p.ids, t.data, t.created_at, $6, $6,
    $7
  from parts p join told t using (webhook_id, message_id)
  order by message_id, part
  returning webhook_id
)
select distinct webhook_id as "webhookId" from inserted order by 1`;
