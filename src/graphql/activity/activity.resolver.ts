import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { loadOperation } from '../bulk-operation/load-operation';
import { BulkOperationType } from '../bulk-operation/bulk-operation.type';
import { presentConnection } from '../connection/connection.presenter';
import type { ConnectionOf } from '../connection/connection.type';
import { PageArgs, pageRequest } from '../connection/page.args';
import type { GraphQLContext } from '../context';
import { IssueType } from '../issue/issue.type';
import { loadCount, loadPage } from '../page-loader';
import { loadUser } from '../people/load-user';
import { UserType } from '../people/user.type';
import { presentActivity } from './activity.presenter';
import { ActivityConnectionType, ActivityLineType } from './activity.type';

@Resolver(() => ActivityLineType)
export class ActivityResolver {
  @FieldResolver(() => UserType, { nullable: true, description: 'Who did it; null for the system.' })
  actor(@Root() line: ActivityLineType, @Ctx() context: GraphQLContext): Promise<UserType | null> {
    return loadUser(context, line.userId);
  }

  @FieldResolver(() => BulkOperationType, {
    nullable: true,
    description: 'The bulk operation that it belongs to; null where it belongs to none.',
  })
  operation(@Root() line: ActivityLineType, @Ctx() context: GraphQLContext): Promise<BulkOperationType | null> {
    return loadOperation(context, line.organizationId, line.operationId);
  }
}

@Resolver(() => IssueType)
export class IssueActivityResolver {
  @FieldResolver(() => ActivityConnectionType, {
    description:
      'The feed, newest first. Equal neighbours are shown as one (notes never), and the last line is always the first event.',
  })
  async activity(
    @Root() issue: IssueType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { application, loaders }: GraphQLContext,
  ): Promise<ConnectionOf<ActivityLineType>> {
    const page = pageRequest('activity', args);
    const request = { name: 'activity', key: issue, page };
    const slice = await loadPage(loaders, request, (keys) => application.readActivity.pages(keys, page));
    return presentConnection(slice, {
      connection: 'activity',
      page,
      keyOf: ({ id }) => id,
      present: presentActivity,
      count: () => loadCount(loaders, request, (keys) => application.readActivity.counts(keys)),
    });
  }
}
