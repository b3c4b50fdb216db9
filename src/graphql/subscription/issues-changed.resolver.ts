import { Args, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import type { IssueChange } from '../../application/live-updates/issue-change';
import { loadOperation } from '../bulk-operation/load-operation';
import { BulkOperationType } from '../bulk-operation/bulk-operation.type';
import type { GraphQLContext } from '../context';
import { withIssues } from '../issue/load-issues';
import { IssueType } from '../issue/issue.type';
import { IssuesChangedArgs } from './issues-changed.args';
import { IssuesChangedType } from './issues-changed.type';
import type { SubscribeCall } from './subscribe-call';

@Resolver(() => IssuesChangedType)
export class IssuesChangedResolver {
  @Subscription(() => IssuesChangedType, {
    description:
      'Every committed change of issues, whoever caused it: a call, an undo, an event, the passing of time. A change of more than 100 issues comes as several events. What only concerns the viewer (seen, bookmark, subscription) and counters of events are no changes. Each event is told once as a rule, and may be told again after the server has lost its database for a moment; where it cannot tell what it has missed, it closes the connection, so that the client connects again and reads anew. Whoever does not keep up is cut off. What the token may see is looked at for each event. Needs the scope event:read, else PERMISSION_DENIED.',
    subscribe: ({ args, context }: SubscribeCall<IssuesChangedArgs>) =>
      context.application.liveUpdates.issuesChanged(context.session, {
        organization: args.organization,
        projects: args.projects ?? null,
      }),
  })
  issuesChanged(
    @Root() change: IssueChange,
    @Args(() => IssuesChangedArgs) _args: IssuesChangedArgs,
  ): IssuesChangedType {
    return Object.assign(new IssuesChangedType(), change);
  }

  @FieldResolver(() => BulkOperationType, {
    nullable: true,
    description: 'The operation that made the change; null where none did, as for an event or the end of a snooze.',
  })
  operation(@Root() change: IssuesChangedType, @Ctx() context: GraphQLContext): Promise<BulkOperationType | null> {
    return loadOperation(context, change.organizationId, change.operationId);
  }

  @FieldResolver(() => [IssueType], {
    description: 'The issues of `issueIds` as they are now, without those that have gone since.',
  })
  async issues(@Root() change: IssuesChangedType, @Ctx() context: GraphQLContext): Promise<IssueType[]> {
    const { organizationId, issueIds } = change;
    const found = await withIssues(
      context,
      issueIds.map((id) => ({ organizationId, id })),
    );
    return found.map(({ issue }) => issue);
  }
}
