import type { OperationRequestView } from '../../application/read-operations/read-operations.handler';
import type { TenantKey } from '../../domain/tenant-key';
import type { GraphQLContext } from '../context';
import { required } from '../required';
import { presentBulkOperation } from './bulk-operation.presenter';
import type { BulkOperationType } from './bulk-operation.type';

/** The operation of that id; null for no id, and where the caller may not read issues of its organization. */
export async function loadOperation(
  { loaders }: GraphQLContext,
  organizationId: string,
  id: string | null,
): Promise<BulkOperationType | null> {
  const operation = id === null ? null : await loaders.operations.load({ organizationId, id });
  return operation && presentBulkOperation(operation);
}

/** What an operation that the caller sees was asked to do. */
export async function loadOperationRequest(
  { loaders }: GraphQLContext,
  { organizationId, id }: TenantKey,
): Promise<OperationRequestView> {
  return required(await loaders.operationRequests.load({ organizationId, id }), 'an operation');
}
