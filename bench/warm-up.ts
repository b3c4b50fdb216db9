import type { MeasuredRequest } from './bulk-request';

const CALLS = 10;

/**
 * A warm-up on these issues. Several smaller calls, since one call, however large, leaves the server as cold as it has
 * just started: most functions that every call runs once are then compiled beside the clock, on the processor that
 * PostgreSQL needs. At 1,000 issues a process that has answered one call takes twice the processor time of one that has
 * answered twenty.
 */
export function warmUpOn(
  issues: readonly string[],
  requestFor: (ids: readonly string[]) => MeasuredRequest,
): MeasuredRequest {
  const size = Math.ceil(issues.length / CALLS);
  const parts = Array.from({ length: CALLS }, (_, part) => issues.slice(part * size, (part + 1) * size));
  const requests = parts.map(requestFor).flatMap(({ before, measured }) => [...before, measured]);
  const measured = requests.pop();
  if (measured === undefined) throw new Error('There is no warm-up.');
  return { before: requests, measured };
}
