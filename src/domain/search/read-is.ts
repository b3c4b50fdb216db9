import { GROUP_SUBSTATUSES, type GroupStatus, type GroupSubstatus } from '../group';
import { isRefused, readEach } from './read-values';
import type { AssigneePredicate, SearchExpression } from './search-expression';
import type { SearchProblem } from './search-problem';
import type { RawTerm } from './search-syntax';

type Meaning =
  { readonly status: GroupStatus } | { readonly substatus: GroupSubstatus } | { readonly other: SearchExpression };

const UNASSIGNED: AssigneePredicate = {
  kind: 'assignee',
  nobody: true,
  viewer: false,
  viewersTeams: false,
  users: [],
  teams: [],
};

const LINKED: SearchExpression = { kind: 'linked' };

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['unresolved', { status: 'UNRESOLVED' }],
  ['resolved', { status: 'RESOLVED' }],
  ['ignored', { status: 'IGNORED' }],
  ['archived', { status: 'IGNORED' }],
  ['muted', { status: 'IGNORED' }],
  ['reprocessing', { status: 'REPROCESSING' }],
  ...GROUP_SUBSTATUSES.map((substatus): [string, Meaning] => [substatus.toLowerCase(), { substatus }]),
  ['assigned', { other: { kind: 'anyAssignee' } }],
  ['unassigned', { other: UNASSIGNED }],
  ['for_review', { other: { kind: 'inbox' } }],
  ['linked', { other: LINKED }],
  ['unlinked', { other: { kind: 'not', operand: LINKED } }],
]);

/** `is:` with statuses, substatuses and the few other things that an issue can be; a list means any of them. */
export function readIs(term: RawTerm): SearchExpression | SearchProblem {
  const read = readEach(term, 'status', (text) => MEANINGS.get(text.toLowerCase()));
  if (isRefused(read)) return read;
  // Each meaning once, and statuses together: a list of thousands makes no more SQL than a short one.
  const meanings = [...new Set(read)];
  const statuses = meanings.flatMap((meaning) => ('status' in meaning ? [meaning.status] : []));
  const substatuses = meanings.flatMap((meaning) => ('substatus' in meaning ? [meaning.substatus] : []));
  const operands = meanings.flatMap((meaning) => ('other' in meaning ? [meaning.other] : []));
  if (statuses.length > 0) operands.unshift({ kind: 'status', statuses });
  if (substatuses.length > 0) operands.unshift({ kind: 'substatus', substatuses });
  const [only] = operands;
  return operands.length === 1 && only ? only : { kind: 'or', operands };
}
