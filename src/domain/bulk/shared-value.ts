import type { IssueState } from '../state/issue-state';

/** The value that all states share; null where they differ, and where there are none. */
export function sharedValue<T>(states: readonly IssueState[], of: (state: IssueState) => T): T | null {
  const [first] = states;
  if (first === undefined) return null;
  const value = of(first);
  const text = JSON.stringify(value);
  const isShared = (other: T): boolean => other === value || JSON.stringify(other) === text;
  return states.every((state) => isShared(of(state))) ? value : null;
}
