import { isRefused, readEach } from './read-values';
import type { NumberPredicate, SearchExpression } from './search-expression';
import type { SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';

/** A term that takes whole numbers, bare, compared or as a list. */
export function numberReader(field: NumberPredicate['field']): (term: RawTerm) => SearchExpression | SearchProblem {
  return (term) => {
    const values = readEach({ ...term, comparison: null }, term.key, wholeNumber);
    return isRefused(values) ? values : { kind: 'number', field, comparison: term.comparison ?? '=', values };
  };
}

/** Up to 15 digits, so that neither a JavaScript number nor a bigint column overflows. */
function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
