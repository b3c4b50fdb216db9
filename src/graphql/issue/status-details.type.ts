import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('StatusDetails', {
  description: 'How the status is meant. Every field is null unless it says more about the present status.',
})
export class StatusDetailsType {
  actorId: string | null = null;
  organizationId: string | null = null;
  commitId: string | null = null;

  @Field(() => String, { nullable: true, description: 'Resolved in the release of this version.' })
  inRelease: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Resolved in any version later than this one (next release, semantic versions).',
  })
  afterRelease: string | null = null;

  @Field(() => Boolean, { nullable: true, description: 'true: resolved in the next release of the project.' })
  inNextRelease: boolean | null = null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: resolved in the release after the one that was the newest.',
  })
  inUpcomingRelease: boolean | null = null;

  @Field(() => String, { nullable: true, description: 'Resolved in this version, which is still to come.' })
  inFutureRelease: string | null = null;

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

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: resolved only because the project resolves quiet issues by age.',
  })
  autoResolved: boolean | null = null;
}
