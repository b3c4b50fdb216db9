import type { EntityManager } from 'typeorm';
import { Group } from '../src/persistence/entities/group.entity';
import { GroupAssignee } from '../src/persistence/entities/group-assignee.entity';
import { GroupInbox } from '../src/persistence/entities/group-inbox.entity';
import { GroupOpenPeriod } from '../src/persistence/entities/group-open-period.entity';
import type { RowLoopScope } from './row-loop';
import { logRow, subscribeRow } from './row-loop-log';

/**
 * Resolve, plain. Per issue: UPDATE group; SELECT and DELETE inbox; SELECT subscription, SAVEPOINT, INSERT, RELEASE;
 * SELECT whether it has an assignee; INSERT activity; SELECT inverse history, INSERT history; SELECT whether there is an
 * open period, SELECT the latest, UPDATE it.
 */
export async function resolveRow(manager: EntityManager, group: Group, scope: RowLoopScope): Promise<void> {
  const { organizationId, actorId } = scope;
  const ofGroup = { organizationId, groupId: group.id };
  const now = new Date();
  await manager.update(
    Group,
    { organizationId, id: group.id },
    { status: 'RESOLVED', substatus: null, resolvedAt: now },
  );
  const inbox = await manager.findOneBy(GroupInbox, ofGroup);
  if (inbox !== null) await manager.delete(GroupInbox, ofGroup);
  await subscribeRow(manager, group, { userId: actorId, reason: 'STATUS_CHANGE' });
  await manager.existsBy(GroupAssignee, ofGroup);
  const resolutionActivityId = await logRow(manager, group, {
    type: 'SET_RESOLVED',
    data: {},
    status: 'RESOLVED',
    actorId,
  });
  if (!(await manager.existsBy(GroupOpenPeriod, ofGroup))) return;
  const latest = await manager.findOne(GroupOpenPeriod, { where: ofGroup, order: { id: 'DESC' } });
  if (latest === null) return;
  const closing = { dateEnded: now, resolutionActivityId, userId: actorId };
  await manager.update(GroupOpenPeriod, { ...ofGroup, id: latest.id }, closing);
}
