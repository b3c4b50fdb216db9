import { In, type EntityManager } from 'typeorm';
import type { Group } from '../src/persistence/entities/group.entity';
import { GroupAssignee } from '../src/persistence/entities/group-assignee.entity';
import { GroupSubscription } from '../src/persistence/entities/group-subscription.entity';
import { TeamMember } from '../src/persistence/entities/team-member.entity';
import type { RowLoopScope } from './row-loop';
import { logRow, subscribeRow } from './row-loop-log';

interface AssigningScope extends RowLoopScope {
  readonly assigneeId: string;
}

/**
 * Assign to a user. Per issue: SELECT subscription, SAVEPOINT, INSERT, RELEASE; SELECT assignee, INSERT or UPDATE it;
 * where it changed INSERT activity, SELECT inverse history, INSERT history; where somebody had it DELETE the former
 * assignee's subscription (of a team: SELECT its members first).
 */
export async function assignRow(manager: EntityManager, group: Group, scope: AssigningScope): Promise<void> {
  const { organizationId, actorId, assigneeId } = scope;
  const ofGroup = { organizationId, groupId: group.id };
  await subscribeRow(manager, group, { userId: assigneeId, reason: 'ASSIGNED' });
  const former = await manager.findOneBy(GroupAssignee, ofGroup);
  if (former?.userId === assigneeId) return;
  const assignment = { userId: assigneeId, teamId: null, dateAdded: new Date() };
  if (former === null) await manager.insert(GroupAssignee, { ...ofGroup, projectId: group.projectId, ...assignment });
  else await manager.update(GroupAssignee, ofGroup, assignment);
  const data = { assignee: assigneeId, assigneeType: 'user' };
  await logRow(manager, group, { type: 'ASSIGNED', data, status: 'ASSIGNED', actorId });
  if (former !== null) await unsubscribeFormer(manager, former, assigneeId);
}

async function unsubscribeFormer(manager: EntityManager, former: GroupAssignee, assigneeId: string): Promise<void> {
  const { organizationId, groupId, userId, teamId } = former;
  const members = teamId === null ? [] : await manager.findBy(TeamMember, { organizationId, teamId });
  const userIds = [userId, ...members.map((member) => member.userId)].filter((id) => id !== null && id !== assigneeId);
  await manager.delete(GroupSubscription, { organizationId, groupId, userId: In(userIds), reason: 'ASSIGNED' });
}
