import { Field, ObjectType } from 'type-graphql';
import type { TenantKey } from '../../domain/tenant-key';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('BulkMutateIssuesPayload', { description: 'What became of a bulk operation.' })
export class BulkMutateIssuesPayload {
  /** null: refused before any work. */
  operationKey: TenantKey | null;

  @Field(() => [UserErrorType], {
    description: 'Why the call was refused; empty where it was carried out. A refused call has changed nothing.',
  })
  userErrors: readonly UserErrorType[];
}
