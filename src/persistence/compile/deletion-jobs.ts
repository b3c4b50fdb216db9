import { DELETION_CHUNK } from '../../domain/deletion';
import type { JobRequest } from './add-jobs';

/** An issue that an operation wants deleted. */
export interface DoomedGroup {
  readonly organizationId: string;
  readonly operationId: string;
  readonly projectId: string;
  readonly groupId: string;
}

/** When jobs run, and what their keys begin with. */
interface Timing {
  readonly runAt: Date;
  readonly prefix: 'delete-groups' | 'sweep-deletions' | `delete-groups:${number}`;
}

/** Jobs for the issues in their order, in chunks of one operation and project each. */
export function deletionJobs(groups: readonly DoomedGroup[], timing: Timing): JobRequest[] {
  const chunks = new Map<string, DoomedGroup[][]>();
  for (const group of groups) {
    const key = `${group.organizationId}:${group.operationId}:${group.projectId}`;
    const ofKey = chunks.get(key) ?? [];
    const last = ofKey.at(-1);
    if (last === undefined || last.length === DELETION_CHUNK) ofKey.push([group]);
    else last.push(group);
    chunks.set(key, ofKey);
  }
  return [...chunks.values()].flatMap((ofKey) => ofKey.flatMap((chunk, number) => jobOf(chunk, number, timing)));
}

function jobOf(chunk: readonly DoomedGroup[], number: number, { runAt, prefix }: Timing): JobRequest[] {
  const [first] = chunk;
  if (first === undefined) return [];
  const { organizationId, operationId, projectId, groupId } = first;
  // A sweep looks at some issues at a time, so the number of a chunk says nothing there.
  const chunkName = prefix === 'sweep-deletions' ? groupId : number;
  return [
    {
      name: 'delete-groups',
      key: `${prefix}:${operationId}:${projectId}:${chunkName}`,
      payload: { organizationId, operationId, projectId, groupIds: chunk.map((group) => group.groupId) },
      runAt,
    },
  ];
}
