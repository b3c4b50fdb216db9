import { Field, ObjectType } from 'type-graphql';
import { BulkOperationType } from '../bulk-operation/bulk-operation.type';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('BulkOperationPayload', { description: 'What became of a request about a bulk operation.' })
export class BulkOperationPayload {
  @Field(() => BulkOperationType, { nullable: true, description: 'The operation; null where nothing was done.' })
  operation: BulkOperationType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
