import { same, type Difference } from '../../domain/state/difference';
import { statement, type Statement } from '../statement';
import { columnValue, columnValues } from './column-values';
import type { WriteContext } from './write-context';

/** The issues' own rows: one HOT update, since no index holds a column that changes here. */
export function updateGroups(differences: readonly Difference[], { organizationId, now }: WriteContext): Statement {
  return statement('update-groups', UPDATE, [
    organizationId,
    now,
    differences.map(({ next }) => next.id),
    changedValues(differences, 'status'),
    changedValues(differences, 'substatus'),
    changedValues(differences, 'resolvedAt'),
    changedValues(differences, 'activeAt'),
    changedValues(differences, 'priority'),
    changedValues(differences, 'priorityLockedAt'),
  ]);
}

type Column = 'status' | 'substatus' | 'resolvedAt' | 'activeAt' | 'priority' | 'priorityLockedAt';

/** None where no issue changes the column. */
function changedValues(differences: readonly Difference[], column: Column): ReturnType<typeof columnValues> {
  if (differences.every(({ stored, next }) => same(stored[column], next[column]))) return [];
  return columnValues(differences.map(({ next }) => next[column]));
}

const UPDATE = `
  update groups g
  set status = ${columnValue('$4::text[]', 'n.status', 'g.status')},
    substatus = ${columnValue('$5::text[]', 'n.substatus', 'g.substatus')},
    resolved_at = ${columnValue('$6::timestamptz[]', 'n.resolved_at', 'g.resolved_at')},
    active_at = ${columnValue('$7::timestamptz[]', 'n.active_at', 'g.active_at')},
    priority = ${columnValue('$8::text[]', 'n.priority', 'g.priority')},
    priority_locked_at = ${columnValue('$9::timestamptz[]', 'n.priority_locked_at', 'g.priority_locked_at')},
    version = g.version + 1, changed_at = $2
  from unnest($3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[],
    $9::timestamptz[]) n (id, status, substatus, resolved_at, active_at, priority, priority_locked_at)
  where g.organization_id = $1 and g.id = n.id`;
