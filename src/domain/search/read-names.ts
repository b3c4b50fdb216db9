import { GROUP_CATEGORIES, GROUP_LEVELS, GROUP_PRIORITIES } from '../group';
import { parseShortId } from '../short-id';
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

/** `issue.category:` with any of the categories, in any case. */
export function readCategory(term: RawTerm): SearchExpression | SearchProblem {
  const categories = readEach(term, 'category', oneOf(GROUP_CATEGORIES));
  return isRefused(categories) ? categories : { kind: 'category', categories };
}

/** `platform:` with names as SDKs give them. */
export function readPlatform(term: RawTerm): SearchExpression | SearchProblem {
  const platforms = readEach(term, 'platform', (text) => text);
  return isRefused(platforms) ? platforms : { kind: 'platform', platforms };
}

/** `issue:` with short ids, in either case; whether they exist is for the database to say. */
export function readShortId(term: RawTerm): SearchExpression | SearchProblem {
  const shortIds = readEach(term, 'issue', (text) => parseShortId(text) ?? undefined);
  return isRefused(shortIds) ? shortIds : { kind: 'shortId', shortIds };
}

/** `project:` with slugs or ids; whether they exist is for the database to say. */
export function readProject(term: RawTerm): SearchExpression | SearchProblem {
  const projects = readEach(term, 'project', (text) => text);
  return isRefused(projects) ? projects : { kind: 'project', projects };
}

function oneOf<T extends string>(names: readonly T[]): (text: string) => T | undefined {
  return (text) => names.find((name) => name === text.toUpperCase());
}
