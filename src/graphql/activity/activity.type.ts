import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { ActivityType } from '../../domain/activity-type';
import { connectionType } from '../connection/connection.type';
import { ActivityTypeEnum } from './activity-type.enum';

@ObjectType('Activity', { description: 'One line of the feed of an issue.' })
export class ActivityLineType {
  organizationId: string;
  userId: string | null;
  operationId: string | null;

  @Field(() => ID, { description: 'Decimal 64-bit number; `first-seen:` and the id of the issue for the oldest line.' })
  id: string;

  @Field(() => ActivityTypeEnum, { description: 'What happened.' })
  type: ActivityType;

  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  createdAt: Date;

  @Field(() => GraphQLJSONObject, {
    description: 'More about it; the keys depend on the type. Empty where there is no more.',
  })
  data: Readonly<Record<string, unknown>>;
}

export const ActivityConnectionType = connectionType('Activity', {
  node: () => ActivityLineType,
  items: 'lines of the feed',
});
