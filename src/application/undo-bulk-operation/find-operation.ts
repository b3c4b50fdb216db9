import type { Caller, OrganizationAccess } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { ISSUE_WRITERS, organizationsWith, permissionDenied } from '../../domain/permission';
import { problem, type Problem } from '../../domain/problem';
import { scopesToUndo, type UndoneOperation } from '../../domain/undo/undone-operation';
import { lockOperationToUndo } from '../../persistence/read/lock-operation-to-undo';
import type { Executor } from '../../persistence/statement';
import type { UndoBulkOperationCommand } from './undo-bulk-operation.command';

/** An undo in its place: by whom, where, and of what. */
export interface UndoCall {
  readonly caller: Caller;
  readonly access: OrganizationAccess;
  readonly command: UndoBulkOperationCommand;
  readonly operation: UndoneOperation;
}

/** One wording for what does not exist and for what the caller does not see. */
export const UNKNOWN_OPERATION = problem('NOT_FOUND', { field: ['id'], message: 'There is no such operation.' });

/** Locks the operation among those that the caller reaches; an undo needs the scopes of what it goes back to. */
export async function findOperation(
  tx: Executor,
  caller: Caller,
  command: UndoBulkOperationCommand,
): Promise<UndoCall | Problem> {
  if (!isIdentifier(command.id)) return UNKNOWN_OPERATION;
  const reached = organizationsWith(caller, ISSUE_WRITERS);
  const organizationIds = reached.map(({ organizationId }) => organizationId);
  const operation = await lockOperationToUndo(tx, organizationIds, command.id);
  const access = reached.find(({ organizationId }) => organizationId === operation?.organizationId);
  if (operation === null || access === undefined) return UNKNOWN_OPERATION;
  const scopes = scopesToUndo(operation.origin);
  if (!scopes.some((scope) => access.scopes.has(scope))) return permissionDenied(scopes);
  return { caller, access, command, operation };
}
