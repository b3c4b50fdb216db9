import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isIdentifier } from '../../domain/identifier';
import type { GraphQLContext } from '../context';
import { IssueType } from '../issue/issue.type';
import { loadIssue } from '../issue/load-issues';
import { IssueOutcomeType } from './issue-outcome.type';

@Resolver(() => IssueOutcomeType)
export class IssueOutcomeResolver {
  @FieldResolver(() => IssueType, {
    nullable: true,
    description: 'The issue as it is now; null where it is gone or the caller does not see it.',
  })
  async issue(@Root() outcome: IssueOutcomeType, @Ctx() context: GraphQLContext): Promise<IssueType | null> {
    const { organizationId, issueId: id } = outcome;
    return isIdentifier(id) ? loadIssue(context, { organizationId, id }) : null;
  }
}
