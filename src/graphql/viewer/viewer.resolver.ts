import { Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { loadOrganization } from '../organization/load-organization';
import { OrganizationType } from '../organization/organization.type';
import { loadUser } from '../people/load-user';
import { UserType } from '../people/user.type';
import { presentViewer } from './viewer.presenter';
import { ViewerType } from './viewer.type';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'Whoever the token of this request stands for, and what it opens.' })
  viewer(@Ctx() { caller }: GraphQLContext): ViewerType {
    return presentViewer(caller);
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'The user behind the token; null for a token that belongs to no user.',
  })
  user(@Ctx() context: GraphQLContext): Promise<UserType | null> {
    return loadUser(context, context.caller.user?.id ?? null);
  }

  @FieldResolver(() => [OrganizationType], {
    description: 'The organizations that the token reaches: one, or all of the server for an installation token.',
  })
  organizations(@Ctx() context: GraphQLContext): Promise<OrganizationType[]> {
    return Promise.all(
      context.caller.organizations.map(({ organizationId }) => loadOrganization(context, organizationId)),
    );
  }

  @FieldResolver(() => Int, {
    description:
      'Issues that the caller may still change in this minute: the limit of the server without those that the operations of the last 60 seconds selected, whichever token of the user called, with dry runs and undos. 2147483647 where the server has no limit. A call that selects more is refused with RATE_LIMITED, a job fails with it; only the undo of a change never is.',
  })
  issueBudget(@Ctx() { application, caller }: GraphQLContext): Promise<number> {
    return application.issueBudgets.left(caller);
  }
}
