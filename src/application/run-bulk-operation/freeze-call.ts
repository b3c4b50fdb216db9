import { isIdentifier } from '../../domain/identifier';
import type { Problem } from '../../domain/problem';
import { insertOutcomes, type OutcomeRow } from '../../persistence/compile/insert-bulk-operation';
import { freezeSearch, insertPages, type FrozenIssue } from '../../persistence/compile/operations/freeze-set';
import { findStrangers, findVisibleGroups } from '../../persistence/read/read-set-kinds';
import { readRequestedIds } from '../../persistence/read/read-operation-to-run';
import { filterGroupIds } from '../../persistence/read/select-group-ids';
import type { Executor } from '../../persistence/statement';
import { keptId } from '../bulk-mutate-issues/judge-issues';
import { checkExpectations } from '../bulk-mutate-issues/refusals';
import { selectionOf, tooLarge } from '../bulk-mutate-issues/select-issues';
import { checkBudget } from '../issue-budget/check-budget';
import { checkEveryIssue } from './check-every-issue';
import type { CallToFreeze } from './call-to-freeze';
import type { FrozenWork } from './operation-work';

/** How many issues the set holds, and what was named without being in it. */
interface SetOnPages {
  readonly size: number;
  readonly notFound: number;
  readonly skipped: number;
  /** Ids that were named; null: none were, the issues were searched for. */
  readonly requested: ReadonlySet<string> | null;
}

const EMPTY = { single: false, projectIds: [] };

/** Freezes the set of a call and checks it as far as that can be done before the first change. */
export async function freezeCall(tx: Executor, asked: CallToFreeze): Promise<FrozenWork> {
  const { call, limit, issuesPerMinute, now } = asked;
  const set = call.command.ids === undefined ? await freezeWhere(tx, asked) : await freezeIds(tx, asked);
  const counts = { notFound: set.notFound, skipped: set.skipped };
  const refused = (problems: readonly Problem[]): FrozenWork => ({
    problems,
    keepsSet: false,
    size: set.size,
    counts,
    facts: EMPTY,
  });
  if (set.size > limit) return refused([tooLarge(set.size, limit, set.requested === null)]);
  const unexpected = checkExpectations(set.size, await strangersTo(set, tx, asked), call.command.options);
  if (unexpected.length > 0) return refused(unexpected);
  const overdraft = await checkBudget(tx, { caller: call.caller, selected: set.size, limit: issuesPerMinute, now });
  if (overdraft !== null) return refused([overdraft]);
  const checked = await checkEveryIssue(tx, { ...asked, size: set.size });
  return { ...checked, keepsSet: true, size: set.size, counts };
}

/** None of the issues leaves the database. */
async function freezeWhere(tx: Executor, { call, operation, now, limit }: CallToFreeze): Promise<SetOnPages> {
  const { organizationId, operationId } = operation;
  const size = await freezeSearch(tx, { organizationId, operationId, ...selectionOf(call, now) }, { limit, now });
  return { size, notFound: 0, skipped: 0, requested: null };
}

/** What is not found, and what `where` leaves out, has its outcome now. */
async function freezeIds(tx: Executor, { call, operation, now }: CallToFreeze): Promise<SetOnPages> {
  const { organizationId, operationId } = operation;
  const requested = await readRequestedIds(tx, operation);
  const visible = await findVisibleGroups(tx, {
    organizationId,
    projectIds: [...call.access.projects.keys()],
    ids: requested.filter(isIdentifier),
  });
  const ids = [...visible.keys()];
  const inside = new Set(call.filter.narrows ? await filterGroupIds(tx, ids, selectionOf(call, now, true)) : ids);
  const set: FrozenIssue[] = [];
  const others: { readonly row: OutcomeRow; readonly ordinal: number }[] = [];
  requested.forEach((id, index) => {
    const ordinal = index + 1;
    if (inside.has(id)) set.push({ id, ordinal });
    else others.push({ row: outcomeOf(id, visible.get(id)), ordinal });
  });
  if (set.length > 0) await tx.rows(insertPages(operation, set, now));
  const rows = others.map(({ row }) => row);
  const ordinals = others.map(({ ordinal }) => ordinal);
  if (rows.length > 0) await tx.rows(insertOutcomes({ organizationId, id: operationId }, rows, ordinals));
  const skipped = rows.filter(({ status }) => status === 'SKIPPED').length;
  return { size: set.length, notFound: rows.length - skipped, skipped, requested: new Set(requested) };
}

function outcomeOf(requested: string, projectId: string | undefined): OutcomeRow {
  const isId = isIdentifier(requested);
  const none = { changes: null, before: null, requestedId: isId ? null : keptId(requested) };
  const groupId = isId ? requested : null;
  if (projectId === undefined) return { ...none, groupId, projectId: null, status: 'NOT_FOUND', code: null };
  return { ...none, groupId, projectId, status: 'SKIPPED', code: 'OUTSIDE_SELECTION' };
}

/** Issues whose version the caller expects, and that are not among those that are asked for. */
async function strangersTo(
  { requested }: SetOnPages,
  tx: Executor,
  { call, operation }: CallToFreeze,
): Promise<readonly string[]> {
  const expected = (call.command.options.expectedVersions ?? []).map(({ id }) => id);
  if (expected.length === 0) return [];
  if (requested !== null) return expected.filter((id) => !requested.has(id));
  const strange = await findStrangers(tx, operation, expected.filter(isIdentifier));
  return expected.filter((id) => !isIdentifier(id) || strange.has(id));
}
