import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { DeliveryState } from '../../domain/webhooks/webhook-delivery';
import { connectionType } from '../connection/connection.type';
import {
  WebhookDeliveryEventEnum,
  WebhookDeliveryStateEnum,
  WebhookEventEnum,
  type DeliveredEventName,
  type WebhookEventName,
} from './webhook.enums';

@ObjectType('Webhook', {
  description:
    'An address that is called when something happens in the organization; docs/webhooks.md describes the calls.',
})
export class WebhookType {
  organizationId: string;
  projectIds: readonly string[] | null;
  createdByUserId: string | null;

  @Field(() => ID, { description: 'Decimal 64-bit number.' })
  id: string;

  @Field(() => String, {
    description:
      'What is called. Without the scope org:write only its origin is shown, since a path may hold a secret.',
  })
  url: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description: string | null;

  @Field(() => [WebhookEventEnum], {
    description: 'What it is told; an empty list: everything, also what later versions add.',
  })
  events: readonly WebhookEventName[];

  @Field(() => Boolean, {
    description:
      'Whether it is called. What happens while it is off is not told later; deliveries that wait go on waiting.',
  })
  active: boolean;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was changed last.' })
  updatedAt: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'Since when its calls fail: when the oldest delivery was made that could not be delivered since the last success, as far back as deliveries are kept. null: the last call succeeded, or none was made.',
  })
  failingSince: Date | null;
}

@ObjectType('WebhookDelivery', { description: 'One call of a webhook with all its attempts.' })
export class WebhookDeliveryType {
  @Field(() => ID, {
    description: 'A UUID; every attempt has it in the header `webhook-id`, so that a receiver knows a repetition.',
  })
  id: string;

  @Field(() => WebhookDeliveryEventEnum, { description: 'What it tells.' })
  event: DeliveredEventName;

  @Field(() => ID, { nullable: true, description: 'The bulk operation that caused it; null where none did.' })
  operationId: string | null;

  @Field(() => Int, { description: 'How many issues it names, at most 500.' })
  issueCount: number;

  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  occurredAt: Date;

  @Field(() => WebhookDeliveryStateEnum, { description: 'How it goes.' })
  state: DeliveryState;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Not before this moment is it tried next; null where it is not tried again.',
  })
  nextAttemptAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was tried last; null: not yet.' })
  lastAttemptAt: Date | null;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the last answer; null where none came.' })
  responseStatus: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The first 1000 characters of the last answer. Without the scope org:write null, since an answer may repeat the address.',
  })
  responseBody: string | null;

  @Field(() => String, { nullable: true, description: 'Why no answer came to the last attempt.' })
  error: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was made or given up; null: it is pending.' })
  finishedAt: Date | null;
}

export const WebhookDeliveryConnectionType = connectionType('WebhookDelivery', {
  node: () => WebhookDeliveryType,
  items: 'deliveries',
});
