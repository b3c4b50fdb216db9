import { Authenticate } from '../../src/application/authenticate/authenticate.handler';
import type {
  BulkMutateIssuesCommand,
  BulkMutateIssuesResult,
} from '../../src/application/bulk-mutate-issues/bulk-mutate-issues.command';
import { BulkMutateIssues } from '../../src/application/bulk-mutate-issues/bulk-mutate-issues.handler';
import type { Caller } from '../../src/domain/access';
import type { UnitOfWork } from '../../src/persistence/unit-of-work';
import type { TestToken } from './build/token';
import { bulkDependencies } from './bulk-dependencies';

const clock = (): Date => new Date();

/** The caller whom a token stands for. */
export async function callerOf(unitOfWork: UnitOfWork, { token }: TestToken): Promise<Caller> {
  const caller = await new Authenticate({ unitOfWork, clock }).execute(token);
  if (caller === null) throw new Error('the token is not known');
  return caller;
}

export interface GivenCommand {
  readonly caller: Caller;
  readonly ids: readonly string[];
  readonly input: BulkMutateIssuesCommand['input'];
  readonly idempotencyKey?: string;
}

/** One bulk call that leaves out invalid issues, through a unit of work of the test's choice. */
export function mutate(unitOfWork: UnitOfWork, given: GivenCommand): Promise<BulkMutateIssuesResult> {
  const { caller, ids, input, idempotencyKey } = given;
  const options = {
    dryRun: false,
    errorPolicy: 'SKIP_INVALID' as const,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
  return new BulkMutateIssues(bulkDependencies(unitOfWork)).execute(caller, { ids, input, options });
}
