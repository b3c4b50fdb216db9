import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { ActorUnion } from '../people/actor.union';
import { presentActor } from '../people/people.presenter';
import type { TeamType } from '../people/team.type';
import type { UserType } from '../people/user.type';
import { presentNamedProject } from '../project/project.presenter';
import { ProjectType } from '../project/project.type';
import { EventType } from './event.type';
import { presentEvent, presentIssue } from './issue.presenter';
import { IssueType } from './issue.type';

@Resolver(() => IssueType)
export class IssueResolver {
  @Query(() => IssueType, {
    nullable: true,
    description:
      'An issue by its id; of a merged one, the issue that it went into. null where there is none or the caller does not see it. Needs the scope event:read, else PERMISSION_DENIED.',
  })
  async issue(
    @Arg('id', () => ID, { description: 'The id of the issue.' }) id: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<IssueType | null> {
    const issue = await application.readIssues.byId(caller, id);
    return issue && presentIssue(issue);
  }

  @Query(() => IssueType, {
    nullable: true,
    description:
      'An issue by its short id; of a merged one, the issue that it went into. null where there is none or the caller does not see it. NOT_FOUND for an organization that the token does not reach. Needs the scope event:read, else PERMISSION_DENIED.',
  })
  async issueByShortId(
    @Arg('organization', () => String, { description: 'The slug of the organization.' }) organization: string,
    @Arg('shortId', () => String, { description: 'As in `Issue.shortId`, in either case.' }) shortId: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<IssueType | null> {
    const issue = await application.readIssues.byShortId(caller, organization, shortId);
    return issue && presentIssue(issue);
  }

  @FieldResolver(() => ProjectType, { description: 'The project whose events it holds.' })
  project(@Root() { organizationId, projectId: id, projectSlug: slug }: IssueType): ProjectType {
    return presentNamedProject({ organizationId, id, slug });
  }

  @FieldResolver(() => ActorUnion, { nullable: true, description: 'Who is to deal with it; null for nobody.' })
  assignedTo(@Root() { assignee }: IssueType): UserType | TeamType | null {
    return assignee && presentActor(assignee);
  }

  @FieldResolver(() => EventType, {
    nullable: true,
    description: 'The event that the server received last; null where its events are no longer kept.',
  })
  async latestEvent(@Root() issue: IssueType, @Ctx() { loaders }: GraphQLContext): Promise<EventType | null> {
    const event = await loaders.latestEvents.load(issue);
    return event && presentEvent(event);
  }
}
