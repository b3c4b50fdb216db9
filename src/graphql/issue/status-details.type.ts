import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('StatusDetails', {
  description: 'How the status is meant. Every field is null unless it says more about the present status.',
})
export class StatusDetailsType {
  actorId: string | null = null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The archiving ends after so many more events; with `ignoreWindow`, after so many events within that time.',
  })
  ignoreCount: number | null = null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'The archiving ends at this moment.' })
  ignoreUntil: Date | null = null;

  @Field(() => Int, { nullable: true, description: 'Minutes within which `ignoreCount` events must come.' })
  ignoreWindow: number | null = null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The archiving ends after so many more users; with `ignoreUserWindow`, after so many users within that time.',
  })
  ignoreUserCount: number | null = null;

  @Field(() => Int, { nullable: true, description: 'Minutes within which `ignoreUserCount` users must come.' })
  ignoreUserWindow: number | null = null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: the archiving ends when the issue is seen much more often than was forecast.',
  })
  untilEscalating: boolean | null = null;
}
