import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answerBulkCall } from '../bulk-mutate-issues/answer-bulk-call';
import { toOptions } from '../bulk-mutate-issues/bulk-mutate-issues.mapper';
import { BulkMutateIssuesPayload } from '../bulk-mutate-issues/bulk-mutate-issues.payload';
import type { GraphQLContext } from '../context';
import { UndoBulkOperationArgs } from './undo-bulk-operation.args';

@Resolver()
export class UndoBulkOperationResolver {
  @Mutation(() => BulkMutateIssuesPayload, {
    description:
      'Restore what a bulk operation changed, issue by issue, to the stored values from before it: also side effects, the marks of whoever made the call, and the same share link. An issue that has changed since is a CONFLICT and left alone, as is one where a mark that the operation made is another now. Each operation is undone once, until its `undoableUntil` and by somebody who sees all issues that it changed, else NOT_UNDOABLE (a dry run leaves out those that the caller does not see); NOT_FOUND where the token does not reach it or sees none of its issues. The undo is an operation of its own, with feed lines of its own, and can be undone too. Beyond the limit of a call it becomes a job as other operations do (`mode`), except that of a merge; what it is asked for is checked when the job begins, and one that fails or is canceled does not count as the one undo. A dry run, and an undo that is refused, leave the operation undoable. Needs the scopes of the original.',
  })
  undoBulkOperation(
    @Args(() => UndoBulkOperationArgs) { id, options }: UndoBulkOperationArgs,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BulkMutateIssuesPayload> {
    const { application, caller } = context;
    const command = { id, options: toOptions(options ?? {}, 'SKIP_INVALID') };
    return answerBulkCall({ command, context, info }, (keyed) => application.undoBulkOperation.execute(caller, keyed));
  }
}
