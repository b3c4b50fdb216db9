import type { ActivityView } from '../../application/read-activity/read-activity.handler';
import { ActivityLineType } from './activity.type';

export function presentActivity(line: ActivityView): ActivityLineType {
  const { organizationId, userId, operationId, type, createdAt, data } = line;
  // The line of the first event is not stored, so it has no id of its own.
  const id = type === 'FIRST_SEEN' ? `first-seen:${line.parentId}` : line.id;
  return Object.assign(new ActivityLineType(), {
    ...{ organizationId, userId, operationId },
    ...{ id, type, createdAt, data: data ?? {} },
  });
}
