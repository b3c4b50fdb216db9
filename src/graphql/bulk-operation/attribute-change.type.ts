import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

@ObjectType('AttributeChange', { description: 'One attribute of an issue that changed.' })
export class AttributeChangeType {
  @Field(() => String, { description: 'The name of the attribute as in BulkMutateIssuesInput.' })
  attribute: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'The value before. Status and substatus: `{status, substatus, statusDetails}`; priority: `{priority, locked}`; assignedTo: `{type, id}` or null; inbox: `{reason}` or null; hasSeen, isBookmarked and isSubscribed: a boolean; isPublic: the share id, or null where the issue is not public. A dry run names no share id.',
  })
  before: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The value after, in the same shape.' })
  after: unknown;
}
