import { requestedCount } from '../../domain/bulk-operation';
import type { Notice } from '../../domain/state/step';
import { statement, type Statement } from '../statement';
import { TELL_OF_INSERTED } from './tell-of-messages';
import type { LogLine } from './insert-logs';
import type { FinishedOperation, WriteContext } from './write-context';

interface Message {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly group_ids: string[];
}

/**
 * What other systems will be told: one message a kind of notice with the ids of all its issues, and one
 * `issues.changed` with every issue that changed itself, if any did. Behind them, where the operation ends with these
 * writes, `bulk_operation.completed`. Whoever listens learns of them when they are committed.
 */
export function insertOutboxMessages(
  changedIds: readonly string[],
  notices: readonly LogLine<Notice>[],
  context: WriteContext,
): Statement {
  const messages = new Map<string, Message>();
  for (const { groupId, entry } of notices) {
    const key = `${entry.type} ${JSON.stringify(entry.data)}`;
    const message = messages.get(key) ?? { type: entry.type, data: entry.data, group_ids: [] };
    message.group_ids.push(groupId);
    messages.set(key, message);
  }
  const all = [...messages.values()];
  if (changedIds.length > 0) all.push({ type: 'issues.changed', data: {}, group_ids: [...changedIds] });
  if (context.finishes !== undefined)
    all.push({ type: 'bulk_operation.completed', data: toldOf(context.finishes), group_ids: [] });
  return statement(
    'insert-outbox-messages',
    `with inserted as (
       insert into outbox_messages (organization_id, type, operation_id, actor_id, group_ids, data, created_at)
       select $1, m.type, $2, $3, m.group_ids, m.data, $4
       from jsonb_to_recordset($5) m (type text, group_ids bigint[], data jsonb)
       returning organization_id, id
     )
     ${TELL_OF_INSERTED}`,
    [context.organizationId, context.operationId, context.actorId, context.now, JSON.stringify(all)],
  );
}

/** Tells that an operation has come to its end, where nothing else is told with it. */
export function announceOperation(context: WriteContext & { readonly finishes: FinishedOperation }): Statement {
  return insertOutboxMessages([], [], context);
}

/** As clients know it: of the counts, those of the GraphQL type. */
function toldOf({ kind, state, counts }: FinishedOperation): Message['data'] {
  return { kind, state, counts: { requested: requestedCount(counts), ...counts } };
}
