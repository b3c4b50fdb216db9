import type { TextPredicate } from '../../domain/search/search-expression';
import { lookupCondition } from './search-lookup';
import { likePattern } from './search-pattern';
import type { SearchContext } from './search-scope';

/** What the trigram index can look for. */
const INDEXED = /[\p{L}\p{N}]{3}/u;

/** Title, culprit or message contains the parts in order; the table of texts finds the few, the issue itself decides. */
export function textCondition({ parts }: TextPredicate, context: SearchContext): string {
  const { parameters, organization, mayDrive } = context;
  const pattern = `${parameters.add(`%${likePattern(parts)}%`)}::text`;
  const itself = `(g.title ilike ${pattern} or g.culprit ilike ${pattern} or g.message ilike ${pattern})`;
  if (!parts.some((part) => INDEXED.test(part)) || !mayDrive()) return itself;
  return `(${itself} and ${lookupCondition(
    { table: 'group_texts', condition: `x.text ilike ${pattern}` },
    { ...context, organization, mayDrive: () => true },
  )})`;
}
