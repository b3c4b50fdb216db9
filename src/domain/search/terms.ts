import { readAssigned } from './read-assigned';
import { dateReader } from './read-date';
import { readIs } from './read-is';
import { numberReader } from './read-number';
import { readLevel, readPriority, readProject } from './read-names';
import type { SearchExpression } from './search-expression';
import type { SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';

/** Gives one kind of term its meaning, or says what is wrong with its value. */
export type TermReader = (term: RawTerm) => SearchExpression | SearchProblem;

/** The terms that a query may hold; any other is refused. */
export const TERMS: ReadonlyMap<string, TermReader> = new Map<string, TermReader>([
  ['is', readIs],
  ['assigned', readAssigned],
  ['level', readLevel],
  ['priority', readPriority],
  ['issue.priority', readPriority],
  ['project', readProject],
  ['firstSeen', dateReader('FIRST_SEEN')],
  ['age', dateReader('FIRST_SEEN')],
  ['lastSeen', dateReader('LAST_SEEN')],
  ['timesSeen', numberReader('TIMES_SEEN')],
  ['usersSeen', numberReader('USERS_SEEN')],
  ['users', numberReader('USERS_SEEN')],
]);
