import { parseVersion } from './version';

/** How many of the newest releases decide. */
export const DECIDING_RELEASES = 10;
const FEW = 3;

/** Whether a project orders its releases by semantic version; `newest` are its versions by date added, newest first. */
export function followsSemver(newest: readonly string[]): boolean {
  const semantic = newest.slice(0, DECIDING_RELEASES).map((version) => parseVersion(version) !== null);
  const [first = false] = semantic;
  if (semantic.length < FEW) return first;
  const recently = semantic.slice(0, FEW).some(Boolean);
  if (semantic.length < DECIDING_RELEASES) return recently;
  return recently && semantic.filter(Boolean).length >= FEW;
}
