import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { ActorUnion } from '../people/actor.union';
import { loadAssignee } from '../people/load-assignee';
import { presentProject } from '../project/project.presenter';
import { ProjectType } from '../project/project.type';
import { required } from '../required';
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
  async project(@Root() issue: IssueType, @Ctx() { loaders }: GraphQLContext): Promise<ProjectType> {
    const { organizationId, projectId: id } = issue;
    return presentProject(required(await loaders.projects.load({ organizationId, id }), 'the project of an issue'));
  }

  @FieldResolver(() => ActorUnion, { nullable: true, description: 'Who is to deal with it; null for nobody.' })
  assignedTo(@Root() issue: IssueType, @Ctx() context: GraphQLContext): Promise<typeof ActorUnion | null> {
    return loadAssignee(context, issue);
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
