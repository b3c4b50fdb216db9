import { ArgsType, Field } from 'type-graphql';
import type { DeliveryState } from '../../domain/webhooks/webhook-delivery';
import { PageArgs } from '../connection/page.args';
import { WebhookDeliveryStateEnum } from './webhook.enums';

@ArgsType()
export class DeliveriesArgs extends PageArgs {
  @Field(() => WebhookDeliveryStateEnum, {
    nullable: true,
    description: 'Only those that go like this; without it all.',
  })
  state?: DeliveryState | null;
}
