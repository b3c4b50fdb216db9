import type { Caller } from '../../domain/access';
import { readInput } from '../../domain/attributes/read-input';
import { ISSUE_DELETERS, ISSUE_WRITERS } from '../../domain/permission';
import type { BulkMutateIssuesCommand, BulkMutateIssuesResult } from './bulk-mutate-issues.command';
import { carryOut, type BulkMutationDependencies } from './carry-out';

/** Applies one change to many issues in one transaction: all attributes of all issues, logs and outcomes, or nothing. */
export class BulkMutateIssues {
  constructor(private readonly dependencies: BulkMutationDependencies) {}

  /** Answers the operation's record, or the problems because of which nothing was done. A discard needs event:admin. */
  execute(caller: Caller, command: BulkMutateIssuesCommand): Promise<BulkMutateIssuesResult> {
    const { input } = command;
    const scopes = input.discard === true ? ISSUE_DELETERS : ISSUE_WRITERS;
    return carryOut(this.dependencies, caller, { kind: 'MUTATE', command, input: readInput(input), scopes });
  }
}
