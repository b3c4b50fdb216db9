import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { IssuePageEdge } from '../../application/find-issues/find-issues.query';
import { ISSUE_READERS, requireOrganization, requireScope } from '../../domain/permission';
import type { ConnectionOf, EdgeOf } from '../connection/connection.type';
import type { GraphQLContext } from '../context';
import { IssueConnectionType } from './issue-connection.type';
import type { IssueType } from './issue.type';
import { DEFAULT_QUERY, DEFAULT_SORT, IssuesArgs } from './issues.args';
import { presentIssue } from './issue.presenter';

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
    const { organizationId } = access;
    const views = await application.readIssues.byKeys(
      caller,
      page.edges.map(({ id }) => ({ organizationId, id })),
    );
    // What hangs on them may name them again.
    for (const view of views) context.loaders.issues.prime(view, view);
    const issues = new Map(views.map((view) => [view.id, presentIssue(view)]));
    // Without those that have gone since they were found.
    const edges = page.edges.flatMap((edge) => edgesOf(edge, issues.get(edge.id)));
    return {
      edges,
      nodes: edges.map(({ node }) => node),
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

function edgesOf(edge: IssuePageEdge, node: IssueType | undefined): readonly EdgeOf<IssueType>[] {
  if (node === undefined) return [];
  return [
    {
      get cursor() {
        return edge.cursor;
      },
      node,
    },
  ];
}
