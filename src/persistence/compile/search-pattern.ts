import type { Pattern } from '../../domain/search/search-expression';
import type { SqlParameters } from './sql-parameters';

/** A condition over a column: it is one of the texts, or looks like one of the patterns. */
export function patternCondition(column: string, patterns: readonly Pattern[], parameters: SqlParameters): string {
  const texts = patterns.filter(({ length }) => length === 1).map(([text]) => text);
  const wild = patterns.filter(({ length }) => length > 1);
  // One parameter each, so that the planner sees how a pattern begins.
  const alternatives = wild.map((parts) => `${column} like ${parameters.add(likePattern(parts))}::text`);
  if (texts.length > 0) alternatives.push(`${column} = any (${parameters.add(texts)}::text[])`);
  return `(${alternatives.length === 0 ? 'false' : alternatives.join(' or ')})`;
}

/** What LIKE takes for the parts with anything between them. */
export function likePattern(parts: readonly string[]): string {
  return parts.map(escapeLike).join('%');
}

/** The characters that LIKE takes for something else, backslash first of all. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
