import type { GroupStatus } from '../group';
import { problem, type Problem } from '../problem';

/** Ids, or expected versions, that one call may name. */
export const MAX_IDS = 100_000;

const SELECTABLE_STATUSES: readonly GroupStatus[] = ['UNRESOLVED', 'RESOLVED', 'IGNORED', 'REPROCESSING'];

/** Which issues, as a transport hands it over; every given field narrows. */
export interface WhereInput {
  readonly organization?: string;
  /** Slugs. */
  readonly projects?: readonly string[];
  readonly query?: string;
  readonly status?: GroupStatus;
  readonly all?: boolean;
}

/** Ids, narrowed by `where` where both are given. */
export interface SelectionInput {
  /** Absent: by `where`; null is refused. */
  readonly ids?: readonly string[] | null;
  readonly where?: WhereInput;
}

/** What speaks against the selection before anything is read: ids never turn into a search, and a search must be meant. */
export function checkSelection({ ids, where }: SelectionInput): readonly Problem[] {
  const problems: Problem[] = [];
  if (ids === null) {
    problems.push(
      problem('INVALID_INPUT', { message: 'ids must be a list; leave it out to select by where.', field: ['ids'] }),
    );
  } else if (ids === undefined && !isMeant(where)) {
    problems.push(problem('SELECTION_REQUIRED', { field: where === undefined ? ['ids'] : ['where'] }));
  } else if (ids !== undefined && ids.length > MAX_IDS) {
    const details = { limit: MAX_IDS, selected: ids.length };
    problems.push(
      problem('SELECTION_TOO_LARGE', { message: `ids may hold at most ${MAX_IDS}.`, field: ['ids'], details }),
    );
  }
  if (where?.status !== undefined && !SELECTABLE_STATUSES.includes(where.status)) {
    problems.push(
      problem('INVALID_INPUT', {
        message: `where.status must be one of ${SELECTABLE_STATUSES.join(', ')}.`,
        field: ['where', 'status'],
      }),
    );
  }
  return problems;
}

/** Whether a query was given at all: a blank one is not. */
export function hasQuery(where: WhereInput | undefined): boolean {
  return where?.query !== undefined && where.query.trim() !== '';
}

function isMeant(where: WhereInput | undefined): boolean {
  return where !== undefined && (hasQuery(where) || where.status !== undefined || where.all === true);
}
