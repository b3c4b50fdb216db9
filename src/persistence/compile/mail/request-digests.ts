import { TOLD_TYPES } from '../../../domain/mail/mail-content';
import { statement, type Statement } from '../../statement';

/** Messages of the outbox. */
export interface MessageKeys {
  readonly organizationId: string;
  readonly ids: readonly string[];
}

/**
 * Notes which mails are to be made of messages: one digest an operation, when its last message has come and unless it
 * asked for silence; of what belongs to no operation one for everything that came at once and that the same person did,
 * but one for each note. That a snooze has run out or an issue was quiet for long is nothing to be told of.
 */
export function requestDigests({ organizationId, ids }: MessageKeys, now: Date): Statement {
  return statement(
    'request-digests',
    `with message as (
       select id, type, operation_id, actor_id, data from outbox_messages
       where organization_id = $1 and id = any($2::bigint[])
     ), digest as (
       select m.id as message_id, o.id as operation_id, o.actor_id, null::bigint[] as message_ids
       from message m
       join bulk_operations o on o.organization_id = $1 and o.id = m.operation_id
       where m.type = 'bulk_operation.completed' and o.selection #> '{options,notify}' is distinct from 'false'::jsonb
       union all
       select min(m.id), null, m.actor_id, array_agg(m.id order by m.id)
       from message m
       where m.operation_id is null and m.type = any($3::text[])
         and (m.type <> 'issue.unignored' or m.actor_id is not null)
         and m.data ->> 'resolution_type' is distinct from 'autoresolve'
       group by m.actor_id, case when m.type = 'issue.note_added' then m.id end
     )
     insert into mail_digests (organization_id, operation_id, actor_id, message_ids, next_attempt_at, created_at)
     select $1, operation_id, actor_id, message_ids, $4, $4 from digest order by message_id`,
    [organizationId, ids, TOLD_TYPES, now],
  );
}
