import type { StatusChange } from '../changes';
import type { ActingUser, StateRow } from '../strategy';

/** The rows that each way of changing a status looks at, takes away or writes. */
export function rowsOf(change: StatusChange, actor: ActingUser | null): readonly StateRow[] {
  const rows: readonly StateRow[] = ['forecast', 'inbox', 'resolution', 'snooze', 'subscription'];
  switch (change.kind) {
    case 'resolve':
      return [...rows, 'openPeriod', ...(actor?.selfAssignOnResolve === true ? (['assignee'] as const) : [])];
    case 'reopen':
      return [...rows, 'openPeriod'];
    case 'archive':
      return asksForCounts(change) ? [...rows, 'counts'] : rows;
  }
}

/** Counts without a window go on from what the issue has met so far. */
function asksForCounts({ archive }: StatusChange & { readonly kind: 'archive' }): boolean {
  if (archive.substatus !== 'ARCHIVED_UNTIL_CONDITION_MET') return false;
  return archive.conditions.count !== null || archive.conditions.userCount !== null;
}
