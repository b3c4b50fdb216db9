import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { IssueType } from '../issue/issue.type';
import { presentRelease } from './release.presenter';
import { ReleaseType } from './release.type';

@Resolver(() => IssueType)
export class IssueReleaseResolver {
  @FieldResolver(() => ReleaseType, {
    nullable: true,
    description: 'The release of the event that made it; null where that event named none.',
  })
  async firstRelease(
    @Root() { organizationId, firstReleaseId }: IssueType,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<ReleaseType | null> {
    const release =
      firstReleaseId === null ? null : await loaders.releases.load({ organizationId, id: firstReleaseId });
    return release && presentRelease(release);
  }
}
