import { GROUP_LEVELS, GROUP_PRIORITIES } from '../group';
import { isRefused, readEach } from './read-values';
import type { SearchExpression } from './search-expression';
import type { SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';

/** `level:` with any of the levels, in any case. */
export function readLevel(term: RawTerm): SearchExpression | SearchProblem {
  const levels = readEach(term, 'level', oneOf(GROUP_LEVELS));
  return isRefused(levels) ? levels : { kind: 'level', levels };
}

/** `priority:` with low, medium or high. */
export function readPriority(term: RawTerm): SearchExpression | SearchProblem {
  const priorities = readEach(term, 'priority', oneOf(GROUP_PRIORITIES));
  return isRefused(priorities) ? priorities : { kind: 'priority', priorities };
}

/** `project:` with slugs or ids; whether they exist is for the database to say. */
export function readProject(term: RawTerm): SearchExpression | SearchProblem {
  const projects = readEach(term, 'project', (text) => text);
  return isRefused(projects) ? projects : { kind: 'project', projects };
}

function oneOf<T extends string>(names: readonly T[]): (text: string) => T | undefined {
  return (text) => names.find((name) => name === text.toUpperCase());
}
