import { invalidValue } from './read-values';
import type { Pattern, ReleasePredicate, SearchExpression } from './search-expression';
import { searchProblem, type SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';

/** A term that takes versions, wildcards included, and `latest`; `""` is an issue without any. */
export function releaseReader(met: ReleasePredicate['met']): (term: RawTerm) => SearchExpression | SearchProblem {
  const any: SearchExpression = { kind: 'release', met, latest: false, versions: null };
  return (term) => {
    if (isNothing(term)) return { kind: 'not', operand: any };
    const versions = patterns(term);
    if ('kind' in versions) return versions;
    const named = versions.filter((version) => !isLatest(version));
    return { kind: 'release', met, latest: named.length < versions.length, versions: named };
  };
}

/** `key:value` and `tags[key]:value` of a tag, with wildcards; `""` is an issue without the tag. */
export function tagReader(key: string): (term: RawTerm) => SearchExpression | SearchProblem {
  return (term) => {
    if (isNothing(term)) return { kind: 'not', operand: { kind: 'tag', key, values: null } };
    const values = patterns(term);
    return 'kind' in values ? values : { kind: 'tag', key, values };
  };
}

function isLatest([text, ...more]: Pattern): boolean {
  return text === 'latest' && more.length === 0;
}

function isNothing({ comparison, list, values: [{ parts }] }: RawTerm): boolean {
  return comparison === null && !list && parts.join('*') === '';
}

function patterns({ key, comparison, values }: RawTerm): readonly Pattern[] | SearchProblem {
  if (comparison !== null) {
    return searchProblem(`'${key}' takes no comparison`, values[0].position - comparison.length);
  }
  const empty = values.find(({ parts }) => parts.join('*') === '');
  return empty ? invalidValue(key, empty) : values.map(({ parts }) => parts);
}
