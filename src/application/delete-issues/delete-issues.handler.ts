import type { Caller } from '../../domain/access';
import type { BulkCommand, BulkMutateIssuesResult } from '../bulk-mutate-issues/bulk-mutate-issues.command';
import { bulkRequest } from '../bulk-mutate-issues/bulk-request';
import { carryOut, type BulkMutationDependencies } from '../bulk-mutate-issues/carry-out';

/** Which issues are to be deleted. */
export type DeleteIssuesCommand = Omit<BulkCommand, 'input'>;

/** Marks issues as to be deleted, at once and for everybody; jobs delete their rows once the undo window is over. */
export class DeleteIssues {
  constructor(private readonly dependencies: BulkMutationDependencies) {}

  /** Answers the operation's record, or the problems because of which nothing was done. Needs event:admin. */
  execute(caller: Caller, command: DeleteIssuesCommand): Promise<BulkMutateIssuesResult> {
    return carryOut(this.dependencies, caller, bulkRequest('DELETE', command));
  }
}
