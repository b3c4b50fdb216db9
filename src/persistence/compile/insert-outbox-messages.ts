import type { Notice } from '../../domain/state/step';
import { statement, type Statement } from '../statement';
import type { LogLine } from './insert-logs';
import type { WriteContext } from './write-context';

interface Message {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly group_ids: string[];
}

/**
 * What other systems will be told: one message a kind of notice with the ids of all its issues, and one
 * `issues.changed` with every issue that changed itself, if any did.
 */
export function insertOutboxMessages(
  changedIds: readonly string[],
  notices: readonly LogLine<Notice>[],
  context: WriteContext,
): Statement {
  const messages = new Map<string, Message>();
  for (const { groupId, entry } of notices) {
    const key = JSON.stringify([entry.type, entry.data]);
    const message = messages.get(key) ?? { type: entry.type, data: entry.data, group_ids: [] };
    message.group_ids.push(groupId);
    messages.set(key, message);
  }
  const all = [...messages.values()];
  if (changedIds.length > 0) all.push({ type: 'issues.changed', data: {}, group_ids: [...changedIds] });
  return statement(
    'insert-outbox-messages',
    `insert into outbox_messages (organization_id, type, operation_id, actor_id, group_ids, data, created_at)
     select $1, m.type, $2, $3, m.group_ids, m.data, $4
     from jsonb_to_recordset($5) m (type text, group_ids bigint[], data jsonb)`,
    [context.organizationId, context.operationId, context.actorId, context.now, JSON.stringify(all)],
  );
}
