import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { presentIssue } from '../issue/issue.presenter';
import { SharedIssueType } from './shared-issue.type';

@Resolver()
export class SharedIssueResolver {
  @Query(() => SharedIssueType, {
    nullable: true,
    description:
      'The issue behind a share link. Open to anyone who has the share id, without a token; null where nothing is shared under it.',
  })
  async sharedIssue(
    @Arg('shareId', () => String, { description: 'What the link ends with, as `Issue.shareId` gives it.' })
    shareId: string,
    @Ctx() { application }: GraphQLContext,
  ): Promise<SharedIssueType | null> {
    const view = await application.readIssues.shared(shareId);
    if (view === null) return null;
    const { shortId, title, culprit, level, status, timesSeen, firstSeen, lastSeen } = presentIssue(view);
    const shared = { shortId, title, culprit, level, status, timesSeen, firstSeen, lastSeen };
    return Object.assign(new SharedIssueType(), { shareId: view.shareId, ...shared });
  }
}
