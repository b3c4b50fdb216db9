import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { loadOperation } from '../bulk-operation/load-operation';
import type { GraphQLContext } from '../context';
import { presentUserError } from '../user-error/user-error.presenter';
import { BulkOperationPayload } from './bulk-operation.payload';

@Resolver()
export class CancelBulkOperationResolver {
  @Mutation(() => BulkOperationPayload, {
    description:
      'Stop an operation that runs as a job, or waits to. The answer comes when its last transaction is over, a fraction of a second as a rule: from then on it changes nothing. What is done stays done, has its outcomes and can be undone; the other issues stay `pending`. A canceled undo does not count as the one undo. Whoever asked for the operation needs event:write, anybody else org:write as well. To cancel a canceled one again is no error; NOT_CANCELABLE where it has ended otherwise, and NOT_FOUND where the token does not reach it.',
  })
  async cancelBulkOperation(
    @Arg('id', () => ID, { description: 'The id of the operation.' }) id: string,
    @Ctx() context: GraphQLContext,
  ): Promise<BulkOperationPayload> {
    const { value, problems } = await context.application.cancelBulkOperation.execute(context.caller, id);
    context.forget();
    return Object.assign(new BulkOperationPayload(), {
      operation: value && (await loadOperation(context, value.organizationId, value.id)),
      userErrors: problems.map(presentUserError),
    });
  }
}
