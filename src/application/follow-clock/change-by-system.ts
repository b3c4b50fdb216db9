import type { StateRow } from '../../domain/attributes/strategy';
import type { Transition } from '../../domain/lifecycle/transition';
import { difference } from '../../domain/state/difference';
import type { IssueState } from '../../domain/state/issue-state';
import type { LockedGroup } from '../../persistence/read/lock-groups';
import { readIssueStates } from '../../persistence/read/read-issue-states';
import type { Executor } from '../../persistence/statement';
import { writeChanges } from '../bulk-mutate-issues/write-changes';

/** What the clock's rules look at and change. */
const ROWS: ReadonlySet<StateRow> = new Set(['snooze', 'counts', 'inbox', 'openPeriod', 'forecast']);

/** Locked issues, and what becomes of each by itself; null: nothing. */
export interface SystemChange {
  readonly organizationId: string;
  readonly locked: readonly LockedGroup[];
  readonly now: Date;
  readonly apply: (stored: IssueState) => Transition | null;
}

/** Changes issues as nobody's doing, with feed, history and outbox; answers those that changed, as they were. */
export async function changeBySystem(tx: Executor, change: SystemChange): Promise<readonly IssueState[]> {
  const { organizationId, locked, now, apply } = change;
  if (locked.length === 0) return [];
  const states = await readIssueStates(tx, { organizationId, locked, userId: null, rows: ROWS });
  const changed = states.flatMap((stored) => {
    const step = apply(stored);
    const found = step && difference({ stored, first: stored, last: step.state }, now);
    return step === null || found === null ? [] : [{ difference: found, log: step.log }];
  });
  await writeChanges(tx, changed, { organizationId, operationId: null, actorId: null, now });
  return changed.map(({ difference: { stored } }) => stored);
}
