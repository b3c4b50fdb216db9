import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { BulkOperationType } from '../bulk-operation/bulk-operation.type';
import { loadOperation } from '../bulk-operation/load-operation';
import { pageSize } from '../connection/page.args';
import type { GraphQLContext } from '../context';
import { IssueType } from '../issue/issue.type';
import { withIssues } from '../issue/load-issues';
import { presentAppliedAttributes } from './applied-attributes.presenter';
import { AppliedAttributesType } from './applied-attributes.type';
import { BulkMutateIssuesPayload } from './bulk-mutate-issues.payload';

@Resolver(() => BulkMutateIssuesPayload)
export class BulkMutateIssuesPayloadResolver {
  @FieldResolver(() => BulkOperationType, {
    nullable: true,
    description: 'The record of what was done. null where `userErrors` refused the call before any work.',
  })
  async operation(
    @Root() { operationKey }: BulkMutateIssuesPayload,
    @Ctx() context: GraphQLContext,
  ): Promise<BulkOperationType | null> {
    return operationKey && loadOperation(context, operationKey.organizationId, operationKey.id);
  }

  @FieldResolver(() => AppliedAttributesType, {
    nullable: true,
    description:
      'What was applied, once for the whole selection. null where nothing was selected or the call was refused.',
  })
  async applied(
    @Root() { operationKey }: BulkMutateIssuesPayload,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<AppliedAttributesType | null> {
    const operation = operationKey && (await loaders.operations.load(operationKey));
    return operation && presentAppliedAttributes(operation);
  }

  @FieldResolver(() => [IssueType], {
    description:
      'The first of the selected issues as they are now, for the client’s cache; page through `operation.issues` for the rest. After a dry run they read as they are, not as they would be.',
  })
  async issues(
    @Root() { operationKey }: BulkMutateIssuesPayload,
    @Arg('first', () => Int, {
      nullable: true,
      description: 'How many at most: 25 by default, and a number above 100 is read as 100.',
    })
    first: number | null | undefined,
    @Ctx() context: GraphQLContext,
  ): Promise<IssueType[]> {
    if (operationKey === null) return [];
    const { application, caller } = context;
    const page = { first: pageSize(first), after: null };
    const pages = await application.readOperations.issuePages(caller, [operationKey], page);
    const issues = await withIssues(context, pages.get(operationKey.id)?.items ?? []);
    return issues.map(({ issue }) => issue);
  }
}
