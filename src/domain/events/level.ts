import type { GroupLevel, GroupPriority } from '../group';

const LEVELS = new Map<unknown, GroupLevel>([
  ['debug', 'DEBUG'],
  ['info', 'INFO'],
  ['log', 'INFO'],
  ['warning', 'WARNING'],
  ['warn', 'WARNING'],
  ['error', 'ERROR'],
  ['fatal', 'FATAL'],
  ['critical', 'FATAL'],
]);

/** The level that an SDK named; ERROR where it named none that is known. */
export function levelOf(value: unknown): GroupLevel {
  return LEVELS.get(typeof value === 'string' ? value.trim().toLowerCase() : value) ?? 'ERROR';
}

/** The priority with which a new issue of a level begins. */
export const PRIORITY_OF_LEVEL: Record<GroupLevel, GroupPriority> = {
  FATAL: 'HIGH',
  ERROR: 'HIGH',
  WARNING: 'MEDIUM',
  INFO: 'LOW',
  DEBUG: 'LOW',
};
