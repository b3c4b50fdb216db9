import { Field, InputType, Int } from 'type-graphql';
import { CommitInput } from './commit.input';

@InputType('StatusDetailsInput', {
  description:
    'How a status is meant. RESOLVED: one of the fields that begin with `in`, each issue by the releases of its own project. IGNORED: the archiving ends as soon as any one of the conditions is met; numbers are whole and at least 1.',
})
export class StatusDetailsInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A version, or `latest`. Issues of a project without that release are INVALID with RELEASE_NOT_FOUND; with `latest`, of a project without any, NO_RELEASE_DATA.',
  })
  inRelease?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: whatever is greater than the greatest version of the project; where versions are not semantic, the first release after the one in which the issue was last seen. Issues of a project without releases are INVALID with NO_RELEASE_DATA.',
  })
  inNextRelease?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: the release after the newest one of the project, whenever the issue was seen.',
  })
  inUpcomingRelease?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A semantic version (`package@1.2.3`) that need not exist yet: every lower one is covered. A release that exists is as in `inRelease`.',
  })
  inFutureRelease?: string | null;

  @Field(() => CommitInput, {
    nullable: true,
    description: 'Until a release holds the commit, new events do not reopen the issue.',
  })
  inCommit?: CommitInput | null;

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
