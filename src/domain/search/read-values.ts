import { searchProblem, type SearchProblem } from './search-problem';
import type { RawTerm, RawValue } from './search-syntax';

/** A value as the caller wrote it, wildcards included. */
export function valueText({ parts }: RawValue): string {
  return parts.join('*');
}

/** The problem of a value that its term does not take. */
export function invalidValue(name: string, value: RawValue): SearchProblem {
  return searchProblem(`invalid ${name} value of '${valueText(value)}'`, value.position);
}

/** Reads each value by itself; comparisons, wildcards and what `read` answers with undefined are refused. */
export function readEach<T>(
  term: RawTerm,
  name: string,
  read: (text: string) => T | undefined,
): readonly T[] | SearchProblem {
  if (term.comparison !== null) {
    return searchProblem(`'${term.key}' takes no comparison`, term.values[0].position - term.comparison.length);
  }
  const found: T[] = [];
  for (const value of term.values) {
    const [text] = value.parts;
    const meaning = value.parts.length === 1 && text !== undefined && text !== '' ? read(text) : undefined;
    if (meaning === undefined) return invalidValue(name, value);
    found.push(meaning);
  }
  return found;
}

/** Tells what was read from what was refused. */
export function isRefused<T>(read: readonly T[] | SearchProblem): read is SearchProblem {
  return 'kind' in read;
}
