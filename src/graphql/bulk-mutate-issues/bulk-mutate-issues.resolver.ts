import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { requirePageSizes } from '../connection/require-page-sizes';
import type { GraphQLContext } from '../context';
import { presentUserError } from '../user-error/user-error.presenter';
import { BulkMutateIssuesArgs } from './bulk-mutate-issues.args';
import { toCommand } from './bulk-mutate-issues.mapper';
import { BulkMutateIssuesPayload } from './bulk-mutate-issues.payload';
import { withIdempotencyHeader } from './idempotency-header';

@Resolver()
export class BulkMutateIssuesResolver {
  @Mutation(() => BulkMutateIssuesPayload, {
    description:
      'Apply one change to many issues, atomically: all attributes of all issues in one transaction, or nothing. Selection: `ids`, narrowed by `where` where both are given; `where` alone changes all that it finds. Ids that do not exist or that the token does not reach are reported as NOT_FOUND and change nothing; given ids never fall back to a search. Needs the scope event:write or event:admin.',
  })
  async bulkMutateIssues(
    @Args(() => BulkMutateIssuesArgs) args: BulkMutateIssuesArgs,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BulkMutateIssuesPayload> {
    requirePageSizes(info);
    const { application, caller } = context;
    const command = withIdempotencyHeader(toCommand(args), context.idempotencyKey, info);
    const result =
      'code' in command
        ? { refused: true as const, problems: [command] }
        : await application.bulkMutateIssues.execute(caller, command);
    context.forget();
    return Object.assign(new BulkMutateIssuesPayload(), {
      operationKey: result.refused ? null : result.operation,
      userErrors: result.refused ? result.problems.map(presentUserError) : [],
    });
  }
}
