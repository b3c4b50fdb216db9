import { isRefused, readEach } from './read-values';
import type { MarkPredicate, SearchExpression } from './search-expression';
import type { SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';

/** A term about what people marked: me, e-mail addresses or usernames. */
export function markReader(mark: MarkPredicate['mark']): (term: RawTerm) => SearchExpression | SearchProblem {
  return (term) => {
    const names = readEach(term, term.key, (text) => (text.startsWith('#') ? undefined : text));
    if (isRefused(names)) return names;
    const users = names.filter((name) => name !== 'me');
    return { kind: 'mark', mark, viewer: users.length < names.length, users };
  };
}
