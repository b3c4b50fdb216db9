import { toOngoing } from '../attributes/status/ongoing';
import type { GroupSubstatus } from '../group';
import type { IssueState } from '../state/issue-state';
import type { Transition } from './transition';

const ONGOING_AFTER_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Substatuses that pass with time. */
export const PASSING_SUBSTATUSES = ['NEW', 'REGRESSED', 'ESCALATING'] as const satisfies readonly GroupSubstatus[];
/** A substatus that passes with time. */
export type PassingSubstatus = (typeof PASSING_SUBSTATUSES)[number];

/** What has been new, regressed or escalating since this moment is so no longer. */
export function ongoingSince(now: Date): Date {
  return new Date(now.getTime() - ONGOING_AFTER_DAYS * DAY_MS);
}

/** The substatus of an unresolved issue, if it is one that passes; else null. */
export function passingSubstatus({
  status,
  substatus,
}: Pick<IssueState, 'status' | 'substatus'>): PassingSubstatus | null {
  if (status !== 'UNRESOLVED') return null;
  return PASSING_SUBSTATUSES.find((passing) => passing === substatus) ?? null;
}

/**
 * Ends after a week what was special about an issue. `entered` is when it last became regressed or escalating; what is
 * new is so since it was first seen. null: the week is not over.
 */
export function ageToOngoing(
  state: IssueState,
  { entered, now }: { readonly entered: Date | null; readonly now: Date },
): Transition | null {
  const substatus = passingSubstatus(state);
  if (substatus === null) return null;
  const since = substatus === 'NEW' ? state.firstSeen : (entered ?? state.activeAt);
  if (since > ongoingSince(now)) return null;
  return toOngoing(state, { actor: null }, { after_days: ONGOING_AFTER_DAYS });
}
