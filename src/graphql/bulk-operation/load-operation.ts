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

/** Of what an operation that the caller sees was asked to do, this part; BAD_USER_INPUT where it is too much with what else was asked for. */
export async function loadOperationRequest<Part extends 'input' | 'selection'>(
  { loaders, largeValues }: GraphQLContext,
  { organizationId, id }: TenantKey,
  part: Part,
): Promise<OperationRequestView[Part]> {
  const key = { organizationId, id };
  largeValues.take(required(await loaders.operationRequestSizes.load(key), 'an operation')[part]);
  return required(await loaders.operationRequests.load(key), 'an operation')[part];
}
