import { Field, ObjectType } from 'type-graphql';
import { ViewerType } from '../viewer/viewer.type';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('ViewerPayload', { description: 'What became of the settings of the caller.' })
export class ViewerPayload {
  @Field(() => ViewerType, {
    nullable: true,
    description: 'As it is now; null where userErrors say why nothing was done.',
  })
  viewer: ViewerType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
