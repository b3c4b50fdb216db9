import { Field, InputType, Int } from 'type-graphql';

@InputType('StatusDetailsInput', {
  description:
    'How an IGNORED status is meant: the archiving ends as soon as any one of the conditions is met. Numbers are whole and at least 1.',
})
export class StatusDetailsInput {
  @Field(() => Int, { nullable: true, description: 'Minutes from now.' })
  ignoreDuration?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes. The older name of `ignoreDuration`.' })
  snoozeDuration?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'So many more events; with `ignoreWindow`, so many events within that time.',
  })
  ignoreCount?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes, at most 10080 (one week). Needs `ignoreCount`.' })
  ignoreWindow?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'So many more users; with `ignoreUserWindow`, so many users within that time.',
  })
  ignoreUserCount?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes, at most 10080 (one week). Needs `ignoreUserCount`.' })
  ignoreUserWindow?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: the archiving ends when the issue is seen much more often than its past week lets expect. The same as the substatus ARCHIVED_UNTIL_ESCALATING, and not to be combined with conditions. false means absent.',
  })
  untilEscalating?: boolean | null;
}
