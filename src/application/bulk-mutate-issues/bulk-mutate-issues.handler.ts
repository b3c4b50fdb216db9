import type { Caller } from '../../domain/access';
import type { BulkMutateIssuesCommand, BulkMutateIssuesResult } from './bulk-mutate-issues.command';
import { bulkRequest } from './bulk-request';
import { carryOut, type BulkMutationDependencies } from './carry-out';

/**
 * Applies one change to many issues in one transaction: all attributes of all issues, logs and outcomes, or nothing. A
 * call for more issues than that, and one that asks for it, becomes a job.
 */
export class BulkMutateIssues {
  constructor(private readonly dependencies: BulkMutationDependencies) {}

  /** Answers the operation's record, or the problems because of which nothing was done. A discard needs event:admin. */
  execute(caller: Caller, command: BulkMutateIssuesCommand): Promise<BulkMutateIssuesResult> {
    return carryOut(this.dependencies, caller, bulkRequest('MUTATE', command));
  }
}
