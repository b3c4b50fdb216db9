import { same } from '../state/difference';
import type { IssueState } from '../state/issue-state';

/** The value that all states share; null where they differ, and where there are none. */
export function sharedValue<T>(states: readonly IssueState[], of: (state: IssueState) => T): T | null {
  const [first] = states;
  if (first === undefined) return null;
  const value = of(first);
  return states.every((state) => same(of(state), value)) ? value : null;
}
