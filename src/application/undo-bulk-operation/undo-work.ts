import type { OutcomeCounts } from '../../domain/bulk-operation';
import { permissionDenied } from '../../domain/permission';
import type { Problem } from '../../domain/problem';
import { scopesToUndo } from '../../domain/undo/undone-operation';
import { compileOutcomes } from '../../persistence/compile/insert-bulk-operation';
import type { Slice } from '../../persistence/compile/operations/claim-slice';
import { readOperationToUndo } from '../../persistence/read/lock-operation-to-undo';
import { readImagesOfOutcomes } from '../../persistence/read/read-before-images';
import type { OperationToRun } from '../../persistence/read/read-operation-to-run';
import type { Executor } from '../../persistence/statement';
import { readTokenCaller } from '../authenticate/read-token-caller';
import { countOutcomes, type JudgedIssue } from '../bulk-mutate-issues/judge-issues';
import { fromStoredRequest, type StoredRequest } from '../bulk-mutate-issues/stored-request';
import type { FrozenWork, Moment, OperationWork, WorkInParts } from '../run-bulk-operation/operation-work';
import { LOST_RIGHTS } from '../run-bulk-operation/lost-rights';
import { sweptFrom } from '../run-bulk-operation/swept-from';
import { carryOutUndo } from './carry-out-undo';
import { UNKNOWN_OPERATION, type UndoCall } from './find-operation';
import { freezeUndo } from './freeze-undo';
import { GONE, judgeUndo } from './judge-undo';
import { imagesOf, lockUndoneIssues, prepareUndo } from './prepare-undo';
import { reversalsOf } from './reversals';

/** What carrying out an undo as a job depends on. */
export interface UndoSettings {
  /** Issues that a job may change. */
  readonly asynchronousLimit: number;
  /** Issues that a caller may change in a minute; 0: any number. */
  readonly issuesPerMinute: number;
  /** Seconds for which a redo of a deletion waits and can be undone. */
  readonly undoWindowSeconds: number;
}

/** The work of an undo with the rights that its token still has, or why it may not go on. */
export async function readUndoWork(
  reader: Executor,
  { organizationId, tokenId, undoesId, request }: OperationToRun,
  settings: UndoSettings,
): Promise<OperationWork | Problem> {
  const caller = tokenId === null ? null : await readTokenCaller(reader, { tokenId, organizationId });
  const access = caller?.organizations[0];
  if (caller === null || access === undefined) return LOST_RIGHTS;
  const operation = undoesId === null ? null : await readOperationToUndo(reader, { organizationId, id: undoesId });
  if (operation === null) return UNKNOWN_OPERATION;
  const scopes = scopesToUndo(operation.origin);
  if (!scopes.some((scope) => access.scopes.has(scope))) return permissionDenied(scopes);
  const { options } = fromStoredRequest(request as unknown as StoredRequest);
  return new UndoInParts({ caller, access, operation, command: { id: operation.id, options } }, settings);
}

/** Puts each issue back on its own, some at a time. */
class UndoInParts implements WorkInParts {
  readonly isWhole = false;

  constructor(
    private readonly call: UndoCall,
    private readonly settings: UndoSettings,
  ) {}

  freeze(tx: Executor, { operation, now }: Moment): Promise<FrozenWork> {
    return freezeUndo(tx, { call: this.call, undo: operation, now, settings: this.settings });
  }

  /** The path of an undo that waits for its end. What is not there any more, or not kept, is not found. */
  async carryOut(tx: Executor, { operation: undo, now }: Moment, { issues }: Slice): Promise<OutcomeCounts> {
    const { call } = this;
    const ordinals = issues.map(({ ordinal }) => ordinal);
    const images = imagesOf(await readImagesOfOutcomes(tx, call.operation, ordinals));
    const undone = await lockUndoneIssues(tx, call, images);
    const known = await judgeUndo(undone, await prepareUndo(tx, call, { ...undone, now }));
    const byId = new Map(known.map((issue) => [issue.requested, issue]));
    const judged = issues.map(
      ({ id }): JudgedIssue => byId.get(id) ?? { requested: id, projectId: null, judgement: GONE },
    );
    const isDeferred = reversalsOf(call.operation).length > 0;
    const { organizationId, operationId } = undo;
    const end = { undoUntil: sweptFrom(now, this.settings), ...(isDeferred && { waitsForEnd: true as const }) };
    await carryOutUndo(tx, { call, judged, undoId: operationId, now, end }, (rows) =>
      compileOutcomes({ organizationId, id: operationId, ordinals }, rows),
    );
    return countOutcomes(judged);
  }
}
