import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { ChangedWebhook } from '../../application/webhooks/create-webhook.handler';
import type { DeliveryView } from '../../application/webhooks/read-webhooks.handler';
import type { SetUpOutcome } from '../../application/set-up/set-up';
import type { WebhookEvent } from '../../domain/webhooks/webhook-event';
import type { GraphQLContext } from '../context';
import { given } from '../given';
import { presentUserError } from '../user-error/user-error.presenter';
import type { WebhookEventName } from './webhook.enums';
import { CreateWebhookInput, UpdateWebhookInput } from './webhook.input';
import { DeleteWebhookPayload, WebhookDeliveryPayload, WebhookPayload } from './webhook.payload';
import { eventsOf, presentDelivery, presentWebhook } from './webhook.presenter';

@Resolver()
export class WebhookSetUpResolver {
  @Mutation(() => WebhookPayload, {
    description:
      'Make a webhook, with a secret that signs its calls. An organization has at most 50. Needs the scope org:write.',
  })
  async createWebhook(
    @Arg('input', () => CreateWebhookInput, { description: 'What to make.' }) input: CreateWebhookInput,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<WebhookPayload> {
    return present(await application.createWebhook.execute(caller, commandOf(given(input))));
  }

  @Mutation(() => WebhookPayload, {
    description: 'Change a webhook. NOT_FOUND where the token reaches no such webhook. Needs the scope org:write.',
  })
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput, { description: 'What to change.' }) input: UpdateWebhookInput,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<WebhookPayload> {
    return present(await application.updateWebhook.execute(caller, commandOf(given(input))));
  }

  @Mutation(() => DeleteWebhookPayload, {
    description:
      'Delete a webhook with its deliveries; those that wait are not made. NOT_FOUND where the token reaches no such webhook. Needs the scope org:write.',
  })
  async deleteWebhook(
    @Arg('id', () => ID, { description: 'The id of the webhook.' }) id: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<DeleteWebhookPayload> {
    const { value, problems } = await application.deleteWebhook.execute(caller, id);
    return Object.assign(new DeleteWebhookPayload(), {
      deletedId: value,
      userErrors: problems.map(presentUserError),
    });
  }

  @Mutation(() => WebhookDeliveryPayload, {
    description:
      'Call a webhook now with the event `webhook.ping`, whether it is active or not, and answer how that went; at most ten seconds. NOT_FOUND where the token reaches no such webhook. Needs the scope org:write.',
  })
  async testWebhook(
    @Arg('id', () => ID, { description: 'The id of the webhook.' }) id: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<WebhookDeliveryPayload> {
    return presentOutcome(await application.testWebhook.execute(caller, id));
  }

  @Mutation(() => WebhookDeliveryPayload, {
    description:
      'Make a delivery again, with its id and one attempt, before those that wait; one that is pending stays so. NOT_FOUND where the token reaches no such delivery. Needs the scope org:write.',
  })
  async resendWebhookDelivery(
    @Arg('id', () => ID, { description: 'The id of the delivery.' }) id: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<WebhookDeliveryPayload> {
    return presentOutcome(await application.resendDelivery.execute(caller, id));
  }
}

function commandOf<Input extends { readonly events?: readonly WebhookEventName[] }>({
  events,
  ...input
}: Input): Omit<Input, 'events'> & { readonly events?: readonly WebhookEvent[] } {
  return { ...input, ...(events === undefined ? {} : { events: eventsOf(events) }) };
}

function present({ value, problems }: SetUpOutcome<ChangedWebhook>): WebhookPayload {
  return Object.assign(new WebhookPayload(), {
    webhook: value && presentWebhook(value.webhook),
    secret: value?.secret ?? null,
    userErrors: problems.map(presentUserError),
  });
}

function presentOutcome({ value, problems }: SetUpOutcome<DeliveryView>): WebhookDeliveryPayload {
  return Object.assign(new WebhookDeliveryPayload(), {
    delivery: value && presentDelivery(value),
    userErrors: problems.map(presentUserError),
  });
}
