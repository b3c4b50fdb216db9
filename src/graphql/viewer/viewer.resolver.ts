import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
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
}
