import { isIdentifier } from '../../domain/identifier';
import type { Problem } from '../../domain/problem';
import { freezeImages } from '../../persistence/compile/operations/freeze-images';
import { readBeforeImages, readDoubtfulImages } from '../../persistence/read/read-before-images';
import type { OperationToRun } from '../../persistence/read/read-operation-to-run';
import { findStrangers, readGroupsToJudge } from '../../persistence/read/read-set-kinds';
import type { Executor } from '../../persistence/statement';
import { checkExpectations } from '../bulk-mutate-issues/refusals';
import { checkBudget } from '../issue-budget/check-budget';
import type { FrozenWork } from '../run-bulk-operation/operation-work';
import type { UndoCall } from './find-operation';
import {
  addConflicts,
  conflictProblems,
  judgeUndo,
  NO_CONFLICTS,
  spentBy,
  undoTooLarge,
  type Conflicts,
} from './judge-undo';
import { checkSeen, imagesOf, prepareUndo } from './prepare-undo';

/** An undo whose issues are to be found. */
export interface UndoToFreeze {
  readonly call: UndoCall;
  readonly undo: OperationToRun;
  readonly now: Date;
  readonly settings: { readonly asynchronousLimit: number; readonly issuesPerMinute: number };
}

/** Images that are judged at a time when all are, before the first change. */
const AT_ONCE = 1_000;
const NOTHING = { counts: { notFound: 0, skipped: 0 }, facts: { single: false, projectIds: [] } };

/** Freezes what an operation has changed and the caller sees, and checks it as far as that can be done beforehand. */
export async function freezeUndo(tx: Executor, asked: UndoToFreeze): Promise<FrozenWork> {
  const { call, undo, now, settings } = asked;
  const { access, caller, command, operation } = call;
  const { asynchronousLimit, issuesPerMinute } = settings;
  const projectIds = [...access.projects.keys()];
  const { organizationId, operationId } = undo;
  const set = { organizationId, operationId, undoesId: operation.id, projectIds };
  const unseen = await checkSeen(tx, call);
  if (unseen !== null) return { ...NOTHING, size: 0, problems: [unseen], keepsSet: false };
  const size = await freezeImages(tx, set, { limit: asynchronousLimit, now });
  const refused = (problems: readonly Problem[]): FrozenWork => ({ ...NOTHING, size, problems, keepsSet: false });
  if (size > asynchronousLimit) return refused([undoTooLarge(asynchronousLimit)]);
  const unexpected = checkExpectations(size, await strangersTo(tx, asked), command.options);
  if (unexpected.length > 0) return refused(unexpected);
  const selected = spentBy(call, size);
  const overdraft = await checkBudget(tx, { caller, selected, limit: issuesPerMinute, now });
  if (overdraft !== null) return refused([overdraft]);
  const isStrict = command.options.errorPolicy === 'ALL_OR_NOTHING';
  const problems = isStrict ? conflictProblems(await findConflicts(tx, asked)) : [];
  return { ...NOTHING, size, problems, keepsSet: true };
}

/** Issues whose version the caller expects, and that are not among those that were changed. */
async function strangersTo(tx: Executor, { call, undo }: UndoToFreeze): Promise<readonly string[]> {
  const expected = (call.command.options.expectedVersions ?? []).map(({ id }) => id);
  if (expected.length === 0) return [];
  const strange = await findStrangers(tx, undo, expected.filter(isIdentifier));
  return expected.filter((id) => !isIdentifier(id) || strange.has(id));
}

/** Judges every issue in doubt without locking or changing it, and keeps the ids of those that have changed. */
async function findConflicts(tx: Executor, { call, now }: UndoToFreeze): Promise<Conflicts> {
  const { access, command, operation } = call;
  const { expectedVersions, unchangedSince } = command.options;
  const readImages = (expectedVersions ?? unchangedSince) ? readBeforeImages : readDoubtfulImages;
  const wanted = { operation, projectIds: [...access.projects.keys()], limit: AT_ONCE - 1 };
  let conflicts = NO_CONFLICTS;
  let after: number | undefined = -1;
  while (after !== undefined) {
    // A page after the other, so that a million images are never in memory at once.
    // eslint-disable-next-line no-await-in-loop
    const rows = await readImages(tx, { ...wanted, viewerId: operation.origin.actorId, after });
    const images = imagesOf(rows);
    // eslint-disable-next-line no-await-in-loop
    const groups = await readGroupsToJudge(tx, { organizationId: operation.organizationId, ids: [...images.keys()] });
    const locked = new Map(groups.map((group) => [group.id, group]));
    // eslint-disable-next-line no-await-in-loop
    const prepared = await prepareUndo(tx, call, { images, locked, parents: new Set(), now });
    // eslint-disable-next-line no-await-in-loop
    conflicts = addConflicts(conflicts, await judgeUndo({ images, locked }, prepared));
    after = rows.length < AT_ONCE ? undefined : rows.at(-1)?.ordinal;
  }
  return conflicts;
}
