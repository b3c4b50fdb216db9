import { Field, ID, InputType } from 'type-graphql';
import { WebhookEventEnum, type WebhookEventName } from './webhook.enums';

const URL_RULE =
  'What is to be called: an address of http or https on the Internet, of at most 2000 characters, without user, password or fragment.';
const EVENTS_RULE = 'What it is told; an empty list: everything, also what later versions add.';
const PROJECTS_RULE =
  'Slugs of the projects whose issues it is told of, which the caller must see, at most 1000; an empty list: all projects of the organization, also those to come.';

@InputType('CreateWebhookInput', { description: 'A webhook that is to be made.' })
export class CreateWebhookInput {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => String, { description: URL_RULE })
  url: string;

  @Field(() => String, { nullable: true, description: 'What it is for: at most 200 characters in one line.' })
  description?: string | null;

  @Field(() => [WebhookEventEnum], { nullable: true, description: `${EVENTS_RULE} Left out: everything.` })
  events?: WebhookEventName[] | null;

  @Field(() => [String], { nullable: true, description: `${PROJECTS_RULE} Left out: all.` })
  projects?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is called from now on; left out: it is.' })
  active?: boolean | null;
}

@InputType('UpdateWebhookInput', { description: 'What to change of a webhook; what is left out stays as it is.' })
export class UpdateWebhookInput {
  @Field(() => ID, { description: 'The id of the webhook.' })
  id: string;

  @Field(() => String, { nullable: true, description: `${URL_RULE} Deliveries that wait go there too.` })
  url?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is for: at most 200 characters in one line; an empty one takes it away.',
  })
  description?: string | null;

  @Field(() => [WebhookEventEnum], { nullable: true, description: EVENTS_RULE })
  events?: WebhookEventName[] | null;

  @Field(() => [String], { nullable: true, description: PROJECTS_RULE })
  projects?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'false: it is not called, and what happens is not told later; true: it is called again.',
  })
  active?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: make a new secret. For a day every call is signed with both, so that receivers can change without a gap.',
  })
  rotateSecret?: boolean | null;
}
