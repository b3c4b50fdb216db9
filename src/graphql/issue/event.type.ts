import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Extensions, Field, ID, ObjectType } from 'type-graphql';
import type { CostHints } from '../limits/operation-cost';

/** It may have a megabyte. */
const PAYLOAD: CostHints = { points: 500 };

@ObjectType('Event', { description: 'One event that an SDK sent.' })
export class EventType {
  @Field(() => ID, { description: '32 hex digits, chosen by the SDK.' })
  id: string;

  @Field(() => String, { description: 'Type and value of its last exception, else its message.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'The message that was logged; null where there was none.' })
  message: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it happened, as the SDK says.' })
  timestamp: Date;

  @Field(() => GraphQLDateTime, { description: 'When the server received it.' })
  receivedAt: Date;

  @Field(() => String, { nullable: true, description: 'The platform of the SDK, for example `node`.' })
  platform: string | null;

  @Field(() => String, { nullable: true, description: 'Where it happened, for example `production`.' })
  environment: string | null;

  @Field(() => String, { nullable: true, description: 'The version of the program in which it happened.' })
  release: string | null;

  @Field(() => GraphQLJSONObject, { description: 'Its tags: value by name.' })
  tags: Readonly<Record<string, unknown>>;

  @Extensions({ ...PAYLOAD })
  @Field(() => GraphQLJSONObject, { description: 'The event as the SDK sent it.' })
  payload: Readonly<Record<string, unknown>>;
}
