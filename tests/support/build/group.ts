import { randomUUID } from 'node:crypto';
import type { GroupStatus, GroupSubstatus } from '../../../src/domain/group';
import type { GroupColumns, GroupOptions, GroupsOptions, TestGroup } from './group-options';
import { relatedRows } from './group-rows';
import { insertRows, type Queryable } from './insert-rows';
import { buildProject, type TestProject } from './organization';

const SUBSTATUS: Partial<Record<GroupStatus, GroupSubstatus>> = { UNRESOLVED: 'NEW', IGNORED: 'ARCHIVED_FOREVER' };

/** One issue: UNRESOLVED/NEW, priority MEDIUM, first seen now, seen once, in the inbox; in a project of its own unless one is given. */
export async function buildGroup(database: Queryable, given: Omit<GroupsOptions, 'each'> = {}): Promise<TestGroup> {
  const [group] = await buildGroups(database, 1, given);
  if (group === undefined) throw new Error('no issue was inserted');
  return group;
}

/** Many issues of one project in a fixed number of statements; in id order. */
export async function buildGroups(
  database: Queryable,
  count: number,
  given: GroupsOptions = {},
): Promise<readonly TestGroup[]> {
  const { project: givenProject, each, ...shared } = given;
  const project = givenProject ?? (await buildProject(database));
  const options = Array.from({ length: count }, (_, index) => ({ ...shared, ...each?.(index) }));
  const firstShortId = await takeShortIds(database, project, count);
  const now = new Date();
  const columns = options.map((one, index) => withDefaults(one, { now, shortId: String(firstShortId + index) }));
  const inserted = await insertRows<{ id: string }>(
    database,
    'groups',
    columns.map((group) => ({ organization_id: project.organizationId, project_id: project.id, ...snakeCase(group) })),
  );
  const groups = columns.map((group, index) => ({
    id: inserted[index]?.id ?? '',
    organizationId: project.organizationId,
    projectId: project.id,
    ...group,
  }));
  const related = relatedRows(groups.map((group, index) => ({ group, options: options[index] ?? {} })));
  await Promise.all(Object.entries(related).map(([table, rows]) => insertRows(database, table, rows)));
  return groups;
}

function withDefaults(given: GroupOptions, { now, shortId }: { now: Date; shortId: string }): Required<GroupColumns> {
  const status = given.status ?? 'UNRESOLVED';
  const priority = given.priority === undefined ? 'MEDIUM' : given.priority;
  const firstSeen = given.firstSeen ?? now;
  return {
    shortId: given.shortId ?? shortId,
    category: given.category ?? 'ERROR',
    title: given.title ?? `Error: ${randomUUID()}`,
    culprit: given.culprit === undefined ? 'checkout in pay' : given.culprit,
    message: given.message ?? null,
    level: given.level ?? 'ERROR',
    platform: given.platform === undefined ? 'node' : given.platform,
    status,
    substatus: given.substatus === undefined ? (SUBSTATUS[status] ?? null) : given.substatus,
    priority,
    initialPriority: given.initialPriority === undefined ? priority : given.initialPriority,
    priorityLockedAt: given.priorityLockedAt ?? null,
    firstSeen,
    activeAt: given.activeAt ?? firstSeen,
    resolvedAt: given.resolvedAt === undefined ? (status === 'RESOLVED' ? now : null) : given.resolvedAt,
    version: given.version ?? 1,
    changedAt: given.changedAt ?? firstSeen,
  };
}

/** The first of `count` short ids, taken as ingest takes them. */
async function takeShortIds(
  database: Queryable,
  project: Pick<TestProject, 'id' | 'organizationId'>,
  count: number,
): Promise<number> {
  const [row] = await database.query<{ last: string }>(
    `with taken as (
       update projects set last_short_id = last_short_id + $3
       where organization_id = $1 and id = $2 returning last_short_id
     )
     select last_short_id as last from taken`,
    [project.organizationId, project.id, count],
  );
  if (row === undefined) throw new Error(`no project ${project.id} in organization ${project.organizationId}`);
  return Number(row.last) - count + 1;
}

function snakeCase(columns: object): Record<string, unknown> {
  const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [snake(name), value]));
}
