import { problem, type Problem } from '../../domain/problem';
import type { Assignment, IssueState } from '../../domain/state/issue-state';
import { readImage, type Image } from '../../domain/undo/image';
import { mayTakeIn, type PreparedUndo } from '../../domain/undo/restore';
import { rowsOfImages } from '../../domain/undo/rows-of-images';
import { lockGroupsToRestore, type LockedGroup } from '../../persistence/read/lock-groups';
import { readActorNames } from '../../persistence/read/read-actor-names';
import { readBeforeImages } from '../../persistence/read/read-before-images';
import { readIssueStates } from '../../persistence/read/read-issue-states';
import type { Executor } from '../../persistence/statement';
import { UNKNOWN_OPERATION, type UndoCall } from './find-operation';
import { reversalsOf } from './reversals';

/** The issues of an undo, locked, with what the operation kept of each. */
export interface UndoneIssues {
  /** In the order of the operation's outcomes. */
  readonly images: ReadonlyMap<string, Image>;
  readonly locked: ReadonlyMap<string, LockedGroup>;
  /** Locked issues, those that the operation did not change included, into which others may go. */
  readonly parents: ReadonlySet<string>;
}

/** Finds the issues that the operation changed and that the caller sees, and locks them in id order. */
export async function lockUndoneIssues(
  tx: Executor,
  { access, operation }: UndoCall,
  limit: number,
): Promise<UndoneIssues | Problem> {
  const projectIds = [...access.projects.keys()];
  const rows = await readBeforeImages(tx, { operation, projectIds, limit });
  // An undo of nothing that the caller sees would use up everybody else's.
  if (rows.length === 0) return UNKNOWN_OPERATION;
  if (rows.length > limit) {
    const message = `One call changes at most ${limit} issues.`;
    return problem('SELECTION_TOO_LARGE', { message, field: ['id'], details: { limit } });
  }
  const images = new Map(rows.map(({ groupId, before }) => [groupId, readImage(before)]));
  const others = reversalsOf(operation).flatMap((reversal) => reversal.alsoLocks?.(operation) ?? []);
  const ids = [...new Set([...images.keys(), ...others])];
  const { organizationId } = access;
  const locked = await lockGroupsToRestore(tx, { organizationId, projectIds, ids });
  return {
    images,
    locked: new Map(locked.filter(({ id }) => images.has(id)).map((group) => [group.id, group])),
    parents: new Set(locked.filter(mayTakeIn).map(({ id }) => id)),
  };
}

/** Everything that the decision needs. */
export interface UndoPreparation {
  readonly states: ReadonlyMap<string, IssueState>;
  readonly undo: PreparedUndo;
}

/** Reads the states, with the marks of whoever made the call, and how those are called to whom issues go back. */
export async function prepareUndo(
  tx: Executor,
  { caller, access, command, operation }: UndoCall,
  { images, locked, parents, now }: UndoneIssues & { readonly now: Date },
): Promise<UndoPreparation> {
  const { organizationId } = access;
  const { expectedVersions, unchangedSince } = command.options;
  const kept = [...images.values()];
  const states = await readIssueStates(tx, {
    organizationId,
    locked: [...locked.values()],
    userId: operation.origin.actorId,
    rows: rowsOfImages(kept),
  });
  const assignees = kept.flatMap(({ before: { assignee } }): Assignment[] => (assignee ? [assignee] : []));
  return {
    states: new Map(states.map((state) => [state.id, state])),
    undo: {
      actor: caller.user,
      now,
      expectation: {
        unchangedSince: unchangedSince ?? null,
        versions: new Map(expectedVersions?.map(({ id, version }) => [id, version])),
      },
      names: await readActorNames(tx, organizationId, assignees),
      parents,
    },
  };
}
