import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { toOptions, toSelection } from '../bulk-mutate-issues/bulk-mutate-issues.mapper';
import { BulkMutateIssuesPayload } from '../bulk-mutate-issues/bulk-mutate-issues.payload';
import { withIdempotencyHeader } from '../bulk-mutate-issues/idempotency-header';
import { requirePageSizes } from '../connection/require-page-sizes';
import type { GraphQLContext } from '../context';
import { presentUserError } from '../user-error/user-error.presenter';
import { DeleteIssuesArgs } from './delete-issues.args';

@Resolver()
export class DeleteIssuesResolver {
  @Mutation(() => BulkMutateIssuesPayload, {
    description:
      'Delete issues of any category. They are gone for everybody at once (PENDING_DELETION), and the next event of their fingerprints makes new issues. Their rows and events are deleted by jobs once the undo window is over; until then `undoBulkOperation` brings them back. Selection, options and outcomes are those of `bulkMutateIssues`; a selection without `ids` needs `options.expectedCount`. Needs the scope event:admin.',
  })
  async deleteIssues(
    @Args(() => DeleteIssuesArgs) args: DeleteIssuesArgs,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BulkMutateIssuesPayload> {
    requirePageSizes(info);
    const { application, caller } = context;
    const asked = { ...toSelection(args), options: toOptions(args.options ?? {}) };
    const command = withIdempotencyHeader(asked, context.idempotencyKey, info);
    const result =
      'code' in command
        ? { refused: true as const, problems: [command] }
        : await application.deleteIssues.execute(caller, command);
    context.forget();
    return Object.assign(new BulkMutateIssuesPayload(), {
      operationKey: result.refused ? null : result.operation,
      userErrors: result.refused ? result.problems.map(presentUserError) : [],
    });
  }
}
