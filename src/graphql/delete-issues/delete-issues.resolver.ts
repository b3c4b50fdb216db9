import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answerBulkCall } from '../bulk-mutate-issues/answer-bulk-call';
import { toOptions, toSelection } from '../bulk-mutate-issues/bulk-mutate-issues.mapper';
import { BulkMutateIssuesPayload } from '../bulk-mutate-issues/bulk-mutate-issues.payload';
import type { GraphQLContext } from '../context';
import { DeleteIssuesArgs } from './delete-issues.args';

@Resolver()
export class DeleteIssuesResolver {
  @Mutation(() => BulkMutateIssuesPayload, {
    description:
      'Delete issues of any category. They are gone for everybody at once (PENDING_DELETION), and the next event of their fingerprints makes new issues. Their rows and events are deleted by jobs once the undo window is over; until then `undoBulkOperation` brings them back. Selection, options and outcomes are those of `bulkMutateIssues`; a selection without `ids` needs `options.expectedCount`. Needs the scope event:admin.',
  })
  deleteIssues(
    @Args(() => DeleteIssuesArgs) args: DeleteIssuesArgs,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BulkMutateIssuesPayload> {
    const { application, caller } = context;
    const command = { ...toSelection(args), options: toOptions(args.options ?? {}) };
    return answerBulkCall({ command, context, info }, (keyed) => application.deleteIssues.execute(caller, keyed));
  }
}
