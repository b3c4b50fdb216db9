import type { Caller, OrganizationAccess, Scope } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { ISSUE_WRITERS, organizationsWith, permissionDenied } from '../../domain/permission';
import { problem, type Problem } from '../../domain/problem';
import type { TenantKey } from '../../domain/tenant-key';
import { findOperationToCancel, type OperationToCancel } from '../../persistence/read/find-operation-to-cancel';
import type { Executor } from '../../persistence/statement';
import { endOperation, type EndSettings } from '../run-bulk-operation/end-operation';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';
import { UNKNOWN_OPERATION } from '../undo-bulk-operation/find-operation';

/** What the handler is made of. */
export interface CancelBulkOperationDependencies extends SetUpDependencies {
  readonly settings: EndSettings;
}

/** Any one of these lets a caller stop what somebody else has begun. */
const MANAGERS: readonly Scope[] = ['org:write', 'org:admin'];

/** Stops an operation that runs as a job, or waits to; what is done stays done, and can be undone. */
export class CancelBulkOperation {
  constructor(private readonly dependencies: CancelBulkOperationDependencies) {}

  /**
   * Answers the operation once nobody works on it any more. Whoever asked for it needs event:write, anybody else org:write
   * as well. A repeat is no error; NOT_CANCELABLE where it has ended otherwise.
   */
  async execute(caller: Caller, id: string): Promise<SetUpOutcome<TenantKey>> {
    const reached = organizationsWith(caller, ISSUE_WRITERS);
    if (reached.length === 0) return refused(permissionDenied(ISSUE_WRITERS));
    if (!isIdentifier(id)) return refused(UNKNOWN_OPERATION);
    return setUp(this.dependencies, async (tx) => {
      const operation = await find(tx, reached, id);
      if (operation === null) return refused(UNKNOWN_OPERATION);
      if (!mayCancel(caller, reached, operation)) return refused(NOT_YOURS);
      const key = { organizationId: operation.organizationId, id };
      if (await this.cancel(tx, key)) return done(key);
      // It has ended, perhaps at this moment; how, only a look from now on can tell.
      const state = (await find(tx, reached, id))?.state;
      return state === 'CANCELED' ? done(key) : refused(notCancelable(state));
    });
  }

  private cancel(tx: Executor, { organizationId, id: operationId }: TenantKey): Promise<boolean> {
    const { clock, settings } = this.dependencies;
    return endOperation(tx, { organizationId, operationId, state: 'CANCELED', now: clock(), settings });
  }
}

function find(tx: Executor, reached: readonly OrganizationAccess[], id: string): Promise<OperationToCancel | null> {
  const organizationIds = reached.map(({ organizationId }) => organizationId);
  return findOperationToCancel(tx, organizationIds, id);
}

function mayCancel(
  { user, tokenId }: Caller,
  reached: readonly OrganizationAccess[],
  { organizationId, ...operation }: OperationToCancel,
): boolean {
  const isOwn = operation.actorId === null ? operation.tokenId === tokenId : operation.actorId === user?.id;
  const access = reached.find((organization) => organization.organizationId === organizationId);
  return isOwn || MANAGERS.some((scope) => access?.scopes.has(scope));
}

const NOT_YOURS: Problem = problem('PERMISSION_DENIED', {
  message: 'Somebody else has asked for this operation; to cancel it you need the scope org:write.',
  details: { scopes: MANAGERS },
});

function notCancelable(state: OperationToCancel['state'] | undefined): Problem {
  const message = 'This operation has ended already.';
  return problem('NOT_CANCELABLE', { message, field: ['id'], details: { state } });
}
