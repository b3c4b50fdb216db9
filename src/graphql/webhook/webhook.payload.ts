import { Field, ID, ObjectType } from 'type-graphql';
import { UserErrorType } from '../user-error/user-error.type';
import { WebhookDeliveryType, WebhookType } from './webhook.type';

@ObjectType('WebhookPayload', { description: 'What became of a webhook.' })
export class WebhookPayload {
  @Field(() => WebhookType, { nullable: true, description: 'The webhook as it is now.' })
  webhook: WebhookType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The secret that signs its calls, where it is new: `whsec_…`, as libraries for Standard Webhooks take it. It is shown this once.',
  })
  secret: string | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}

@ObjectType('DeleteWebhookPayload', { description: 'What became of a webhook that was to be deleted.' })
export class DeleteWebhookPayload {
  @Field(() => ID, { nullable: true, description: 'The id of the webhook, which is gone.' })
  deletedId: string | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}

@ObjectType('WebhookDeliveryPayload', { description: 'What became of a delivery.' })
export class WebhookDeliveryPayload {
  @Field(() => WebhookDeliveryType, { nullable: true, description: 'The delivery as it is now.' })
  delivery: WebhookDeliveryType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
