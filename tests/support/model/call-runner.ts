import type { BulkMutateIssuesResult } from '../../../src/application/bulk-mutate-issues/bulk-mutate-issues.command';
import { createApplication } from '../../../src/bootstrap/create-application';
import { toCommand } from '../../../src/graphql/bulk-mutate-issues/bulk-mutate-issues.mapper';
import type { BulkMutateIssuesInput } from '../../../src/graphql/bulk-mutate-issues/bulk-mutate-issues.input';
import type { BulkMutationOptionsInput } from '../../../src/graphql/bulk-mutate-issues/options.input';
import { SETTINGS } from '../settings';
import type { TestDatabase } from '../test-database';
import type { ModelCaller } from './cast';

/** What was recorded of one issue. */
export interface RecordedOutcome {
  readonly issue: string;
  readonly status: string;
  readonly code: string | null;
  readonly changes: unknown;
}

/** The moment of all calls, unless one names another. */
export const NOW = new Date('2026-06-15T12:00:00.000Z');

export interface ModelRequest {
  readonly ids: readonly string[];
  readonly input: BulkMutateIssuesInput;
  readonly options: BulkMutationOptionsInput;
  readonly now?: Date;
}

/** Calls the use case as the transport does, at a moment of the test's choosing. */
export class CallRunner {
  constructor(private readonly database: TestDatabase) {}

  async call(
    { token }: ModelCaller,
    { ids, input, options, now = NOW }: ModelRequest,
  ): Promise<BulkMutateIssuesResult> {
    const application = createApplication({
      unitOfWork: this.database.unitOfWork,
      clock: () => now,
      settings: SETTINGS,
    });
    const caller = await application.authenticate.execute(token);
    if (caller === null) throw new Error('the token is not known');
    return application.bulkMutateIssues.execute(caller, toCommand({ ids: [...ids], input, options }));
  }

  /** The outcomes of a call that must not be refused, in their order. */
  async outcomes(caller: ModelCaller, request: ModelRequest): Promise<readonly RecordedOutcome[]> {
    const result = await this.call(caller, request);
    if (result.refused) throw new Error(`refused: ${JSON.stringify(result.problems)}`);
    const { organizationId, id } = result.operation;
    return this.database.query<RecordedOutcome>(
      `select coalesce(group_id::text, requested_id) as issue, status, code, changes from bulk_operation_outcomes
       where organization_id = $1 and operation_id = $2 order by ordinal`,
      [organizationId, id],
    );
  }
}
