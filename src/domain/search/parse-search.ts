import { parse } from './parser.generated';
import { readExpression } from './read-expression';
import type { SearchExpression } from './search-expression';
import { searchProblem, type SearchProblem } from './search-problem';
import type { RawExpression } from './search-syntax';

/** The longest query, in UTF-16 units. */
export const MAX_QUERY_LENGTH = 4096;
/** Terms that a query may have. */
export const MAX_QUERY_TERMS = 100;
/** Parentheses that may stand inside one another. */
export const MAX_QUERY_DEPTH = 20;

/** What the generated parser answers when it is asked not to throw. */
interface ParserAnswer {
  readonly peg$success: boolean;
  readonly peg$result: unknown;
  readonly peg$maxFailPos: number;
}

/** Reads a search query; a blank one matches everything. Time and stack are bounded, whatever the query. */
export function parseSearch(query: string): SearchExpression | SearchProblem {
  if (query.length > MAX_QUERY_LENGTH) {
    return searchProblem(`query of more than ${MAX_QUERY_LENGTH} characters`, MAX_QUERY_LENGTH);
  }
  // PostgreSQL's text cannot hold it.
  if (query.includes('\0')) return searchProblem('NUL character', query.indexOf('\0'));
  const raw = parseSyntax(query);
  return raw.kind === 'problem' ? raw : readExpression(raw);
}

function parseSyntax(query: string): RawExpression | SearchProblem {
  const problems: SearchProblem[] = [];
  const answer = parse(query, {
    peg$library: true,
    limits: { terms: MAX_QUERY_TERMS, depth: MAX_QUERY_DEPTH },
    refuse: (message: string, position: number) => {
      problems.push(searchProblem(message, position));
      return false;
    },
  }) as ParserAnswer;
  const [refused] = problems;
  if (refused) return refused;
  if (answer.peg$success) return answer.peg$result as RawExpression;
  return unexpected(query, answer.peg$maxFailPos);
}

function unexpected(query: string, position: number): SearchProblem {
  const [found] = /^(?:\w+|[^])/u.exec(query.slice(position)) ?? [];
  return searchProblem(found === undefined ? 'unexpected end of the query' : `unexpected '${found}'`, position);
}
