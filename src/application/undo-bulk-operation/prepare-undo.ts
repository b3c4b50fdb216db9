import { problem, type Problem } from '../../domain/problem';
import type { Assignment, IssueState } from '../../domain/state/issue-state';
import { readImage, type Image } from '../../domain/undo/image';
import { mayTakeIn, type PreparedUndo } from '../../domain/undo/restore';
import { rowsOfImages } from '../../domain/undo/rows-of-images';
import { lockGroupsToRestore, type LockedGroup } from '../../persistence/read/lock-groups';
import { readActorNames } from '../../persistence/read/read-actor-names';
import { hasImagesElsewhere, readBeforeImages, type BeforeImageRow } from '../../persistence/read/read-before-images';
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

/** What the operation kept of the issues that it changed and that the caller sees; one more than the limit where there are more. */
export async function findImages(
  tx: Executor,
  { access, operation }: UndoCall,
  limit: number,
): Promise<ReadonlyMap<string, Image> | Problem> {
  const rows = await readBeforeImages(tx, { operation, projectIds: [...access.projects.keys()], limit });
  return rows.length === 0 ? UNKNOWN_OPERATION : imagesOf(rows);
}

/** Images by issue, in the order of the rows. */
export function imagesOf(rows: readonly BeforeImageRow[]): ReadonlyMap<string, Image> {
  return new Map(rows.map(({ groupId, before }) => [groupId, readImage(before)]));
}

/** What speaks against an undo that would leave something as it is, which could not be undone any more. A dry run uses up nothing. */
export async function checkSeen(tx: Executor, { access, command, operation }: UndoCall): Promise<Problem | null> {
  if (command.options.dryRun) return null;
  return (await hasImagesElsewhere(tx, { operation, projectIds: [...access.projects.keys()] })) ? SEEN_IN_PART : null;
}

const SEEN_IN_PART = problem('NOT_UNDOABLE', {
  field: ['id'],
  message:
    'This operation has also changed issues that you cannot see. It can be undone once, by somebody who sees all of them.',
});

/** Locks issues in id order, and those into which they may go. */
export async function lockUndoneIssues(
  tx: Executor,
  { access, operation }: UndoCall,
  images: ReadonlyMap<string, Image>,
): Promise<UndoneIssues> {
  const others = reversalsOf(operation).flatMap((reversal) => reversal.alsoLocks?.(operation) ?? []);
  const ids = [...new Set([...images.keys(), ...others])];
  const { organizationId } = access;
  const locked = await lockGroupsToRestore(tx, { organizationId, projectIds: [...access.projects.keys()], ids });
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
  const assignees = kept.flatMap(({ before: { assignee } }): Assignment[] => (assignee ? [assignee] : []));
  const [states, names] = await Promise.all([
    readIssueStates(tx, {
      organizationId,
      locked: [...locked.values()],
      userId: operation.origin.actorId,
      rows: rowsOfImages(kept),
    }),
    readActorNames(tx, organizationId, assignees),
  ]);
  return {
    states: new Map(states.map((state) => [state.id, state])),
    undo: {
      actor: caller.user,
      now,
      expectation: {
        unchangedSince: unchangedSince ?? null,
        versions: new Map(expectedVersions?.map(({ id, version }) => [id, version])),
      },
      names,
      parents,
    },
  };
}
