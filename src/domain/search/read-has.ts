import { isRefused, readEach } from './read-values';
import type { SearchExpression } from './search-expression';
import type { SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';
import { isTagKey, tagKeyOf } from './tag-key';

/** What an issue may lack, besides tags. */
const OPTIONAL: ReadonlyMap<string, SearchExpression> = new Map<string, SearchExpression>([
  ['assigned', { kind: 'anyAssignee' }],
  ['release', { kind: 'release', met: 'EVER', latest: false, versions: null }],
  ['firstRelease', { kind: 'release', met: 'FIRST', latest: false, versions: null }],
]);

/** `has:` with keys of tags, or with the few other things that an issue may lack; a list means any of them. */
export function readHas(term: RawTerm): SearchExpression | SearchProblem {
  const operands = readEach(term, 'has', (text) => OPTIONAL.get(text) ?? readTagKey(text));
  if (isRefused(operands)) return operands;
  const [only] = operands;
  return operands.length === 1 && only ? only : { kind: 'or', operands };
}

function readTagKey(text: string): SearchExpression | undefined {
  const key = tagKeyOf(text);
  return key !== text || isTagKey(key) ? { kind: 'tag', key, values: null } : undefined;
}
