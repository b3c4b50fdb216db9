import { isIdentifier } from '../../domain/identifier';
import { problem, type Problem } from '../../domain/problem';
import { MATCH_ALL } from '../../domain/search/search-expression';
import { lockGroups, type LockedGroup } from '../../persistence/read/lock-groups';
import { filterGroupIds, selectGroupIds, type GroupSelection } from '../../persistence/read/select-group-ids';
import type { Executor } from '../../persistence/statement';
import type { Call } from './read-call';

/** The frozen set of a call: what was asked for, in order, and which issues of it exist for the caller, locked. */
export interface SelectedIssues {
  /** Ids as asked for, each once; for a search, the ids found. */
  readonly requested: readonly string[];
  /** Locked rows by id, those outside `where` included. */
  readonly locked: ReadonlyMap<string, LockedGroup>;
  /** The locked issues that `where` holds. */
  readonly inside: ReadonlySet<string>;
}

interface SelectionLimits {
  readonly limit: number;
  readonly now: Date;
}

/** Finds the issues and locks them in id order; what `where` says is judged again under the lock. */
export async function selectIssues(
  tx: Executor,
  call: Call,
  limits: SelectionLimits,
): Promise<SelectedIssues | Problem> {
  const { ids } = call.command;
  const selection = selectionOf(call, limits.now);
  const isSearch = ids === undefined || ids === null;
  const requested = isSearch ? await selectGroupIds(tx, selection, limits.limit) : [...new Set(ids)];
  if (requested.length > limits.limit) return tooLarge(requested.length, limits.limit, isSearch);
  const locked = await lockRequested(tx, call, requested);
  const lockedIds = [...locked.keys()];
  const inside = new Set(isSearch || call.filter.narrows ? await filterGroupIds(tx, lockedIds, selection) : lockedIds);
  return { requested: isSearch ? [...inside] : requested, locked, inside };
}

/**
 * Locks some issues of a set that is frozen already; those that have left `where.status` meanwhile are outside. What its
 * query found stays found: `age:-1h` must not let go of issues because others came first. Asking it again also took six
 * of a hundred milliseconds that the database worked.
 */
export async function selectFrozen(
  tx: Executor,
  call: Call,
  { ids, now }: { readonly ids: readonly string[]; readonly now: Date },
): Promise<SelectedIssues> {
  const locked = await lockRequested(tx, call, ids);
  const lockedIds = [...locked.keys()];
  // One on its way into another cannot be changed, which says more than that a search does not find it.
  const selection = { ...selectionOf(call, now, true), expression: MATCH_ALL };
  const inside = new Set(selection.status !== null ? await filterGroupIds(tx, lockedIds, selection) : lockedIds);
  return { requested: ids, locked, inside };
}

async function lockRequested(
  tx: Executor,
  { access }: Call,
  requested: readonly string[],
): Promise<ReadonlyMap<string, LockedGroup>> {
  const rows = await lockGroups(tx, {
    organizationId: access.organizationId,
    projectIds: [...access.projects.keys()],
    ids: requested.filter(isIdentifier),
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * What `where` says, at a moment. Named by id, an issue that is being merged is there; it only cannot be changed.
 */
export function selectionOf(
  { access, caller, command, filter }: Call,
  now: Date,
  includesMerging = command.ids != null,
): GroupSelection {
  return {
    expression: filter.expression,
    status: command.where?.status ?? null,
    scope: {
      organizationId: access.organizationId,
      projectIds: filter.projectIds,
      viewerUserId: caller.user?.id ?? null,
      now,
      resolveAges: access.resolveAges,
      includesMerging,
    },
  };
}

/** More issues than one transaction, or a job, may change. */
export function tooLarge(selected: number, limit: number, isSearch: boolean): Problem {
  return problem('SELECTION_TOO_LARGE', {
    message: `One call changes at most ${limit} issues.`,
    field: [isSearch ? 'where' : 'ids'],
    details: isSearch ? { limit } : { limit, selected },
  });
}
