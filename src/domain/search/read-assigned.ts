import { isRefused, readEach } from './read-values';
import type { SearchExpression } from './search-expression';
import type { SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';

/** `assigned:` with me, none, my_teams, #team, an e-mail address or a username. */
export function readAssigned(term: RawTerm): SearchExpression | SearchProblem {
  const names = readEach(term, 'assigned', (text) => (text === '#' ? undefined : text));
  if (isRefused(names)) return names;
  const people = names.filter((name) => !KEYWORDS.has(name));
  return {
    kind: 'assignee',
    nobody: names.includes('none'),
    viewer: names.includes('me'),
    viewersTeams: names.includes('my_teams'),
    users: people.filter((name) => !name.startsWith('#')),
    teams: people.filter((name) => name.startsWith('#')).map((name) => name.slice(1)),
  };
}

const KEYWORDS: ReadonlySet<string> = new Set(['me', 'none', 'my_teams']);
