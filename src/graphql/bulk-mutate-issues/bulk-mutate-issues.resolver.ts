import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { answerBulkCall } from './answer-bulk-call';
import { BulkMutateIssuesArgs } from './bulk-mutate-issues.args';
import { toCommand } from './bulk-mutate-issues.mapper';
import { BulkMutateIssuesPayload } from './bulk-mutate-issues.payload';

@Resolver()
export class BulkMutateIssuesResolver {
  @Mutation(() => BulkMutateIssuesPayload, {
    description:
      'Apply one change to many issues, atomically: all attributes of all issues in one transaction, or nothing; beyond the server’s synchronous limit (10,000 issues by default) as a job, some issues a transaction. Selection: `ids`, narrowed by `where` where both are given; `where` alone changes all that it finds. Ids that do not exist or that the token does not reach are reported as NOT_FOUND and change nothing; given ids never fall back to a search. Needs the scope event:write or event:admin.',
  })
  bulkMutateIssues(
    @Args(() => BulkMutateIssuesArgs) args: BulkMutateIssuesArgs,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BulkMutateIssuesPayload> {
    const { application, caller } = context;
    return answerBulkCall({ command: toCommand(args), context, info }, (command) =>
      application.bulkMutateIssues.execute(caller, command),
    );
  }
}
