import { readAssigned } from './read-assigned';
import { dateReader } from './read-date';
import { readHas } from './read-has';
import { readIs } from './read-is';
import { markReader } from './read-mark';
import { readCategory, readLevel, readPlatform, readPriority, readProject, readShortId } from './read-names';
import { numberReader } from './read-number';
import { releaseReader, tagReader } from './read-pattern';
import type { SearchExpression } from './search-expression';
import { searchProblem, type SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';
import { isTagKey, tagKeyOf, termSpelledLike, type TermName } from './tag-key';

/** Gives one kind of term its meaning, or says what is wrong with its value. */
export type TermReader = (term: RawTerm) => SearchExpression | SearchProblem;

const READERS: Record<TermName, TermReader> = {
  is: readIs,
  assigned: readAssigned,
  // Nobody is suggested here.
  assigned_or_suggested: readAssigned,
  bookmarks: markReader('BOOKMARK'),
  subscribed: markReader('SUBSCRIPTION'),
  level: readLevel,
  priority: readPriority,
  'issue.priority': readPriority,
  'issue.category': readCategory,
  issue: readShortId,
  platform: readPlatform,
  project: readProject,
  release: releaseReader('EVER'),
  firstRelease: releaseReader('FIRST'),
  firstSeen: dateReader('FIRST_SEEN'),
  age: dateReader('FIRST_SEEN'),
  lastSeen: dateReader('LAST_SEEN'),
  timesSeen: numberReader('TIMES_SEEN'),
  usersSeen: numberReader('USERS_SEEN'),
  users: numberReader('USERS_SEEN'),
  has: readHas,
};

const TERMS: ReadonlyMap<string, TermReader> = new Map(Object.entries(READERS));

/** Gives a term its meaning: one of the terms with a name, else a tag; what looks like a mistake is refused. */
export function readTerm(term: RawTerm): SearchExpression | SearchProblem {
  const read = TERMS.get(term.key);
  if (read) return read(term);
  const key = tagKeyOf(term.key);
  if (key !== term.key || isTagKey(key)) return tagReader(key)(term);
  const meant = termSpelledLike(key);
  const hint = meant === null ? '' : `; '${meant}' is one`;
  return searchProblem(`unknown term '${key}'${hint}`, term.position);
}
