import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { OperationView } from '../../application/read-operations/read-operations.handler';
import { presentBulkOperation } from '../bulk-operation/bulk-operation.presenter';
import { BulkOperationType } from '../bulk-operation/bulk-operation.type';
import type { SubscribeCall } from './subscribe-call';

@Resolver()
export class OperationProgressResolver {
  @Subscription(() => BulkOperationType, {
    description:
      'How far a bulk operation has come: its state now, then each time that it has come further, until it has ended; then the subscription completes. Each event carries the operation with its counts and progress as of then; where they come faster than the client takes them, only the latest waits. NOT_FOUND where there is none in an organization that the token reaches. Needs the scope event:read, else PERMISSION_DENIED.',
    subscribe: ({ args, context }: SubscribeCall<{ readonly id: string }>) =>
      context.application.liveUpdates.operationProgress(context.session, args.id),
  })
  bulkOperationProgress(
    @Root() operation: OperationView,
    @Arg('id', () => ID, { description: 'The id of the operation.' }) _id: string,
  ): BulkOperationType {
    return presentBulkOperation(operation);
  }
}
