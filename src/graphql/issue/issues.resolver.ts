import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { ISSUE_READERS, requireOrganization, requireScope } from '../../domain/permission';
import type { ConnectionOf } from '../connection/connection.type';
import type { GraphQLContext } from '../context';
import { IssueConnectionType } from './issue-connection.type';
import type { IssueType } from './issue.type';
import { DEFAULT_QUERY, DEFAULT_SORT, IssuesArgs } from './issues.args';
import { withIssues } from './load-issues';

@Resolver()
export class IssuesResolver {
  @Query(() => IssueConnectionType, {
    description: 'Issues that a search finds. Needs the scope event:read, else PERMISSION_DENIED.',
  })
  async issues(
    @Args(() => IssuesArgs) args: IssuesArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<ConnectionOf<IssueType>> {
    const { application, caller } = context;
    requireScope(caller, ISSUE_READERS);
    const access = requireOrganization(caller, args.organization);
    // A null in place of a default means the default.
    const query = { ...args, query: args.query ?? DEFAULT_QUERY, sort: args.sort ?? DEFAULT_SORT };
    const page = await application.findIssues.execute(caller, access, query);
    const keys = page.edges.map((edge) => ({ ...edge, organizationId: access.organizationId }));
    const found = await withIssues(context, keys);
    return {
      edges: found.map(({ item: { cursor }, issue: node }) => ({ cursor, node })),
      nodes: found.map(({ issue }) => issue),
      pageInfo: {
        hasNextPage: page.hasNextPage,
        hasPreviousPage: page.hasPreviousPage,
        startCursor: page.edges[0]?.cursor ?? null,
        endCursor: page.edges.at(-1)?.cursor ?? null,
      },
      count: page.totalCount,
    };
  }
}
