import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import { presentConnection } from '../connection/connection.presenter';
import type { ConnectionOf } from '../connection/connection.type';
import { PageArgs, pageRequest } from '../connection/page.args';
import type { GraphQLContext } from '../context';
import { IssueConnectionType } from '../issue/issue-connection.type';
import type { IssueType } from '../issue/issue.type';
import { withIssues } from '../issue/load-issues';
import type { CostHints } from '../limits/operation-cost';
import { loadCount, loadPage } from '../page-loader';
import { BulkOperationType } from './bulk-operation.type';
import { presentIssueOutcome } from './issue-outcome.presenter';
import { IssueOutcomeConnectionType, type IssueOutcomeType } from './issue-outcome.type';
import { MAX_OUTCOMES, OutcomesArgs } from './outcomes.args';

/** What an operation did, issue by issue. */
@Resolver(() => BulkOperationType)
export class BulkOperationIssuesResolver {
  @FieldResolver(() => IssueConnectionType, {
    description:
      'The selected issues as they are now, in the order of the outcomes, without those that are gone or that the caller does not see; empty until the issues are known.',
  })
  async issues(
    @Root() operation: BulkOperationType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<ConnectionOf<IssueType>> {
    const { application, caller, loaders } = context;
    const page = pageRequest('operation-issues', args);
    const request = { name: 'operation-issues', key: operation, page };
    const slice = await loadPage(loaders, request, (keys) => application.readOperations.issuePages(caller, keys, page));
    const items = await withIssues(context, slice.items);
    return presentConnection(
      { items, hasNext: slice.hasNext },
      {
        connection: 'operation-issues',
        page,
        keyOf: ({ item }) => item.ordinal,
        present: ({ issue }) => issue,
        count: () => loadCount(loaders, request, (keys) => application.readOperations.issueCounts(caller, keys)),
      },
    );
  }

  @FieldResolver(() => IssueOutcomeConnectionType, {
    description:
      'What happened to each selected issue, in the order of the ids, or in id order for a search; without issues in projects that the caller does not see.',
  })
  @Extensions({ largestPage: MAX_OUTCOMES } satisfies CostHints)
  async outcomes(
    @Root() operation: BulkOperationType,
    @Args(() => OutcomesArgs) { status, ...args }: OutcomesArgs,
    @Ctx() { application, caller, loaders }: GraphQLContext,
  ): Promise<ConnectionOf<IssueOutcomeType>> {
    const page = pageRequest('outcomes', args, MAX_OUTCOMES);
    const statuses = status ?? null;
    const request = { name: `outcomes ${statuses?.join() ?? 'of any kind'}`, key: operation, page };
    const slice = await loadPage(loaders, request, (keys) =>
      application.readOperations.outcomePages(caller, { keys, statuses }, page),
    );
    return presentConnection(slice, {
      connection: 'outcomes',
      page,
      keyOf: ({ ordinal }) => ordinal,
      present: (outcome) => presentIssueOutcome(outcome, operation.organizationId),
      count: () =>
        loadCount(loaders, request, (keys) => application.readOperations.outcomeCounts(caller, { keys, statuses })),
    });
  }
}
