import type { BulkMutateIssuesResult } from '../../application/bulk-mutate-issues/bulk-mutate-issues.command';
import type { OperationView } from '../../application/read-operations/read-operations.handler';
import type { MutationOptions } from '../../domain/bulk/mutation-options';
import { refuseProblems } from '../refuse-problems';
import { badRequest } from '../rest-error';
import type { RestRequest } from '../rest-request';
import type { IssueSelection } from './issue-selection';
import type { MutationBody } from './mutation-body.mapper';

/** Carries out an update of issues; throws what the application refuses. */
export async function changeIssues(
  request: RestRequest,
  selection: IssueSelection,
  { input, detailsAreNested }: MutationBody,
): Promise<OperationView> {
  const command = { ...selection, input, options: optionsOf(request) };
  const result = await request.application.bulkMutateIssues.execute(request.caller, command);
  return operationOf(request, result, { flat: !detailsAreNested });
}

/** Carries out a deletion of issues; throws what the application refuses. */
export async function deleteIssues(request: RestRequest, selection: IssueSelection): Promise<OperationView> {
  const command = { ...selection, options: optionsOf(request) };
  return operationOf(request, await request.application.deleteIssues.execute(request.caller, command));
}

/** The header that names the operation, which GraphQL can show and undo. */
export function operationHeader({ id }: OperationView): Readonly<Record<string, string>> {
  return { 'x-muster-operation': id };
}

function optionsOf({ idempotencyKey }: RestRequest): MutationOptions {
  return { dryRun: false, errorPolicy: 'ALL_OR_NOTHING', ...(idempotencyKey !== null && { idempotencyKey }) };
}

async function operationOf(
  { application, caller }: RestRequest,
  result: BulkMutateIssuesResult,
  given: { readonly flat?: boolean } = {},
): Promise<OperationView> {
  if (result.refused) throw refuseProblems(result.problems, given);
  const [operation] = await application.readOperations.byKeys(caller, [result.operation]);
  if (operation === undefined) throw new Error(`operation ${result.operation.id} was recorded and cannot be read`);
  // Of an earlier request with the same key, which became a job.
  if (operation.error !== null) throw refuseProblems([operation.error], given);
  if (operation.state === 'CANCELED') throw badRequest('This update was canceled; what it had changed stays changed.');
  return operation;
}
