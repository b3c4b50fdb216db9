import type { ActivityView } from '../../application/read-activity/read-activity.handler';
import type { TenantKey } from '../../domain/tenant-key';
import { loadPeople } from '../people/load-people';
import type { RestRequest } from '../rest-request';
import { wireName } from './status-names';

/** A line of a feed as clients read one. */
export interface PresentedActivity {
  readonly id: string;
  readonly type: string;
  readonly user: object | null;
  readonly data: object;
  readonly dateCreated: Date;
}

/** The newest lines of an issue's feed. */
export async function listActivity(
  request: RestRequest,
  { organizationId, id }: TenantKey,
  first: number,
): Promise<readonly PresentedActivity[]> {
  const pages = await request.application.readActivity.pages([{ organizationId, id }], { first, after: null });
  return presentActivity(request, pages.get(id)?.items ?? []);
}

/** The lines with those who caused them. */
export async function presentActivity(
  request: RestRequest,
  lines: readonly ActivityView[],
): Promise<readonly PresentedActivity[]> {
  const people = await loadPeople(request, { userIds: lines.map(({ userId }) => userId), assignees: [] });
  return lines.map(({ parentId, id, type, userId, data, createdAt }) => ({
    // The line of the first event is not stored, so it has no id of its own.
    id: type === 'FIRST_SEEN' ? `first-seen:${parentId}` : id,
    type: wireName(type),
    user: people.user(userId),
    data: data ?? {},
    dateCreated: createdAt,
  }));
}
