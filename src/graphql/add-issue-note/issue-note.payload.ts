import { Field, ObjectType } from 'type-graphql';
import { ActivityLineType } from '../activity/activity.type';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('IssueNotePayload', { description: 'What became of a note.' })
export class IssueNotePayload {
  @Field(() => ActivityLineType, {
    nullable: true,
    description: 'The note as a line of the feed; null where userErrors say why nothing was written.',
  })
  activity: ActivityLineType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
