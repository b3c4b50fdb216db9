import { randomInt, randomUUID } from 'node:crypto';
import { insertRow, type Queryable } from './insert-rows';
import type { TestProject } from './organization';

/** What is left of an issue that nobody remembers, with one fingerprint; answers its id. */
export async function buildTombstone(
  database: Queryable,
  { organizationId, id: projectId }: Pick<TestProject, 'id' | 'organizationId'>,
): Promise<string> {
  const keys = { organization_id: organizationId, project_id: projectId };
  const { id } = await insertRow<{ id: string }>(database, 'group_tombstones', {
    ...keys,
    // Far from the ids of real issues.
    previous_group_id: 2 ** 40 + randomInt(2 ** 40),
    title: 'Error: gone',
    level: 'ERROR',
    dropped_events: 0,
    created_at: new Date(),
  });
  const hash = randomUUID().replaceAll('-', '');
  await insertRow(database, 'group_hashes', { ...keys, tombstone_id: id, hash, date_added: new Date() });
  return id;
}
