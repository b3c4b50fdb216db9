import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { loadUser } from '../people/load-user';
import { UserType } from '../people/user.type';
import { StatusDetailsType } from './status-details.type';

@Resolver(() => StatusDetailsType)
export class StatusDetailsResolver {
  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who set the conditions; null for the system, and where there are none.',
  })
  actor(@Root() details: StatusDetailsType, @Ctx() context: GraphQLContext): Promise<UserType | null> {
    return loadUser(context, details.actorId);
  }
}
