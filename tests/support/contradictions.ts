import { isDeepStrictEqual } from 'node:util';
import type { Queryable } from './build/insert-rows';

interface ChangedOutcome {
  readonly version: number;
  readonly changes: readonly { readonly attribute: string; readonly before: unknown; readonly after: unknown }[];
}

interface Issue {
  readonly id: string;
  readonly version: number;
  readonly outcomes: readonly ChangedOutcome[] | null;
  readonly activities: Readonly<Record<string, number>> | null;
  readonly stored: Readonly<Record<string, unknown>>;
}

const STATUS_ACTIVITIES = ['SET_RESOLVED', 'SET_IGNORED', 'SET_UNRESOLVED', 'AUTO_SET_ONGOING'];

/**
 * What speaks against the calls having changed the issues one after the other: versions that are not 1, 2, 3 …,
 * changes that do not begin where the one before ended, an end that is not what is stored, activities and counts that
 * do not agree with the outcomes.
 */
export async function contradictions(database: Queryable, organizationId: string): Promise<string[]> {
  const issues = await database.query<Issue>(ISSUES, [organizationId]);
  const miscounted = await database.query<{ id: string }>(
    `select o.id from bulk_operations o where o.organization_id = $1 and (o.changed, o.unchanged) <> (
       select count(*) filter (where r.status = 'CHANGED'), count(*) filter (where r.status = 'UNCHANGED')
       from bulk_operation_outcomes r where r.organization_id = $1 and r.operation_id = o.id)`,
    [organizationId],
  );
  return [
    ...issues.flatMap(contradictionsOf),
    ...miscounted.map(({ id }) => `operation ${id}: its counts are not those of its outcomes`),
  ];
}

const ISSUES = `
  select g.id, g.version,
    jsonb_build_object('status', g.status, 'substatus', g.substatus, 'priority', g.priority,
      'assignedTo', (select coalesce('user:' || a.user_id, 'team:' || a.team_id) from group_assignees a
        where a.organization_id = $1 and a.group_id = g.id),
      'inbox', (select i.reason from group_inboxes i where i.organization_id = $1 and i.group_id = g.id)) as stored,
    (select jsonb_agg(jsonb_build_object('version', (o.before ->> 'version')::int, 'changes', o.changes)
       order by (o.before ->> 'version')::int, o.operation_id)
     from bulk_operation_outcomes o
     where o.organization_id = $1 and o.group_id = g.id and o.status = 'CHANGED') as outcomes,
    (select jsonb_object_agg(type, n) from (
       select type, count(*) as n from activities where organization_id = $1 and group_id = g.id group by type
     ) a) as activities
  from groups g
  where g.organization_id = $1`;

function contradictionsOf({ id, version, outcomes, activities, stored }: Issue): string[] {
  const changed = outcomes ?? [];
  const found: string[] = [];
  const versions = changed.map((outcome) => outcome.version);
  if (!versions.every((from, index) => from === index + 1)) found.push(`changes from the versions ${versions.join()}`);
  if (version !== changed.length + 1) found.push(`version ${version} after ${changed.length} changes`);

  const last = new Map<string, unknown>();
  const seen = { status: 0, assignedTo: 0, priority: 0 };
  for (const { attribute: name, before, after } of changed.flatMap(({ changes }) => changes)) {
    const attribute = name === 'substatus' ? 'status' : name;
    const previous = last.has(attribute) ? last.get(attribute) : before;
    if (!isDeepStrictEqual(previous, before)) {
      found.push(`${attribute} was ${JSON.stringify(previous)} and became ${JSON.stringify(before)} by itself`);
    }
    last.set(attribute, after);
    const isLogged = attribute !== 'priority' || of(before, 'priority') !== of(after, 'priority');
    if (attribute in seen && isLogged) seen[attribute as keyof typeof seen] += 1;
  }
  for (const [attribute, after] of last) {
    const ends = ENDS[attribute]?.(after) ?? {};
    for (const [column, value] of Object.entries(ends)) {
      if (stored[column] !== value) found.push(`${column} should be ${String(value)} and is ${String(stored[column])}`);
    }
  }
  const logged = (types: readonly string[]): number => types.reduce((sum, type) => sum + (activities?.[type] ?? 0), 0);
  if (logged(STATUS_ACTIVITIES) !== seen.status) found.push('activities do not agree with the changes of status');
  if (logged(['ASSIGNED', 'UNASSIGNED']) !== seen.assignedTo) found.push('… of the assignee');
  if (logged(['SET_PRIORITY']) !== seen.priority) found.push('… of the priority');
  return found.map((text) => `issue ${id}: ${text}`);
}

/** The stored values that the last change of an attribute must have left. */
const ENDS: Readonly<Record<string, (after: unknown) => Readonly<Record<string, unknown>>>> = {
  status: (after) => ({ status: of(after, 'status'), substatus: of(after, 'substatus') }),
  priority: (after) => ({ priority: of(after, 'priority') }),
  assignedTo: (after) => ({ assignedTo: after === null ? null : `${of(after, 'type')}:${of(after, 'id')}` }),
  inbox: (after) => ({ inbox: after === null ? null : of(after, 'reason') }),
};

function of(value: unknown, key: string): string | null {
  return (value as Readonly<Record<string, string | null>>)[key] ?? null;
}
