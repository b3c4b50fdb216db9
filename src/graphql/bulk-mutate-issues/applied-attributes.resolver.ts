import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { ActorUnion } from '../people/actor.union';
import { loadAssignee } from '../people/load-assignee';
import type { TeamType } from '../people/team.type';
import type { UserType } from '../people/user.type';
import { AppliedAttributesType } from './applied-attributes.type';

@Resolver(() => AppliedAttributesType)
export class AppliedAttributesResolver {
  @FieldResolver(() => ActorUnion, { nullable: true, description: 'Who all issues are assigned to afterwards.' })
  assignedTo(
    @Root() applied: AppliedAttributesType,
    @Ctx() context: GraphQLContext,
  ): Promise<UserType | TeamType | null> {
    return loadAssignee(context, applied);
  }
}
