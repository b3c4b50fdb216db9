import type { AccessRow, CallFacts } from './access-table';

const organizationOf = ({ place }: CallFacts): string => place.organization.slug;
const WEBHOOK = 'webhook { id } userErrors { code }';
const DELIVERY = 'delivery { id } userErrors { code }';
const FOR_TOKENS = { for: 'TOKEN', beyond: { FOREIGN: 'NOT_FOUND' }, needs: [['org:write']] } as const;

/** Webhooks belong to the organization: whoever may change it may change them. */
export const WEBHOOK_ROWS: readonly AccessRow[] = [
  {
    field: 'Query.webhooks',
    select: 'id',
    given: (facts) => ({ organization: organizationOf(facts) }),
    ...{ ...FOR_TOKENS, needs: [['org:read', 'org:write', 'org:admin']] },
  },
  {
    field: 'Mutation.createWebhook',
    select: WEBHOOK,
    given: (facts) => ({ input: { organization: organizationOf(facts), url: 'https://example.com/' } }),
    ...FOR_TOKENS,
  },
  {
    field: 'Mutation.createWebhook',
    use: 'for one project',
    select: WEBHOOK,
    given: (facts) => ({
      input: {
        ...{ organization: organizationOf(facts), url: 'https://example.com/' },
        projects: [facts.place.project.slug],
      },
    }),
    ...{ ...FOR_TOKENS, beyond: { INVISIBLE: 'NOT_FOUND', FOREIGN: 'NOT_FOUND' } },
  },
  {
    field: 'Mutation.updateWebhook',
    select: WEBHOOK,
    given: ({ place }) => ({ input: { id: place.webhook.id, description: 'chat' } }),
    ...FOR_TOKENS,
  },
  {
    field: 'Mutation.deleteWebhook',
    select: 'deletedId userErrors { code }',
    given: async ({ place, hook }) => ({ id: await hook(place) }),
    ...FOR_TOKENS,
  },
  {
    field: 'Mutation.testWebhook',
    select: DELIVERY,
    given: ({ place }) => ({ id: place.webhook.id }),
    ...FOR_TOKENS,
  },
  {
    field: 'Mutation.resendWebhookDelivery',
    select: DELIVERY,
    given: ({ place }) => ({ id: place.webhook.deliveryId }),
    ...FOR_TOKENS,
  },
];
