import type { TextPredicate } from '../../domain/search/search-expression';
import { lookupCondition, type Lookup } from './search-lookup';
import { likePattern } from './search-pattern';
import type { SearchContext } from './search-scope';

/** What the trigram index can look for. */
const INDEXED = /[\p{L}\p{N}]{3}/u;

/** Whether the table of texts alone can tell: its index knows such texts, and they stay within one line of it. */
export function isIndexedText({ parts }: TextPredicate): boolean {
  return parts.length === 1 && parts.some((part) => INDEXED.test(part) && !part.includes('\n'));
}

/** The rows that an issue with such a text has. */
export function textLookup({ parts }: TextPredicate, { parameters }: SearchContext): Lookup {
  return { table: 'group_texts', condition: `x.text ilike ${parameters.add(contained(parts))}::text` };
}

/**
 * Title, culprit or message contains the parts in order. The table of texts finds the few, and the issue itself is asked
 * only where it must be: the planner would take the two for two filters, and what is left for rare.
 */
export function textCondition(predicate: TextPredicate, context: SearchContext): string {
  const { parts } = predicate;
  const isIndexed = parts.some((part) => INDEXED.test(part)) && context.mayDrive();
  const driven = { ...context, mayDrive: () => true };
  const found = isIndexed ? [lookupCondition(textLookup(predicate, context), driven)] : [];
  if (isIndexed && isIndexedText(predicate)) return found.join('');
  const pattern = `${context.parameters.add(contained(parts))}::text`;
  const itself = `(g.title ilike ${pattern} or g.culprit ilike ${pattern} or g.message ilike ${pattern})`;
  return `(${[...found, itself].join(' and ')})`;
}

function contained(parts: readonly string[]): string {
  return `%${likePattern(parts)}%`;
}
