import { Field, ObjectType } from 'type-graphql';
import { TeamType } from '../people/team.type';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('TeamPayload', { description: 'What became of a team.' })
export class TeamPayload {
  @Field(() => TeamType, {
    nullable: true,
    description: 'As it is now; null where userErrors say why nothing was done.',
  })
  team: TeamType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
