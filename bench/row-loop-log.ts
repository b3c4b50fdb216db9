import { In, type EntityManager } from 'typeorm';
import { INVERSE_HISTORY, type HistoryStatus } from '../src/domain/history-status';
import { Activity } from '../src/persistence/entities/activity.entity';
import type { Group } from '../src/persistence/entities/group.entity';
import { GroupHistory } from '../src/persistence/entities/group-history.entity';
import { GroupSubscription } from '../src/persistence/entities/group-subscription.entity';
import type { SubscriptionReason } from '../src/domain/group';

interface Line {
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly status: HistoryStatus;
  readonly actorId: string;
}

/** Activity and history: INSERT activity; SELECT the entry that the new one answers; INSERT history. Answers the activity's id. */
export async function logRow(manager: EntityManager, group: Group, line: Line): Promise<string> {
  const { organizationId, id: groupId, projectId } = group;
  const now = new Date();
  const keys = { organizationId, groupId, projectId };
  const activity = { ...keys, type: line.type, userId: line.actorId, data: line.data, datetime: now };
  // The data of a jsonb column is any object; TypeORM's type for it is narrower.
  const inserted = await manager.insert(Activity, activity as object);
  const answered = await manager.findOne(GroupHistory, {
    where: { organizationId, groupId, status: In([...INVERSE_HISTORY[line.status]]) },
    order: { dateAdded: 'DESC' },
  });
  await manager.insert(GroupHistory, {
    ...keys,
    status: line.status,
    userId: line.actorId,
    prevHistoryDate: answered?.dateAdded ?? null,
    dateAdded: now,
  });
  return String(inserted.identifiers[0]?.['id']);
}

/** Insert if absent: SELECT; where there is none SAVEPOINT, INSERT, RELEASE. */
export async function subscribeRow(
  manager: EntityManager,
  group: Group,
  subscriber: { readonly userId: string; readonly reason: SubscriptionReason },
): Promise<void> {
  const { organizationId, id: groupId, projectId } = group;
  const { userId, reason } = subscriber;
  const present = await manager.findOneBy(GroupSubscription, { organizationId, groupId, userId });
  if (present !== null) return;
  const row = { organizationId, groupId, userId, projectId, isActive: true, reason, dateAdded: new Date() };
  await manager.transaction((savepoint) => savepoint.insert(GroupSubscription, row));
}
