import type { DeliveryContent } from './webhook-delivery';

/** The version of the payload's form; a field that is added does not change it. */
export const PAYLOAD_VERSION = 1;

/** Who a payload comes from. */
export interface PayloadOrganization {
  readonly id: string;
  readonly slug: string;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * The body of a delivery, as docs/webhook-payload.schema.json describes it; the same on every attempt. Values are spelled
 * as in the GraphQL API.
 */
export function webhookPayload(content: DeliveryContent, { id, slug }: PayloadOrganization): string {
  const { event, actorId, operationId, occurredAt } = content;
  return JSON.stringify({
    version: PAYLOAD_VERSION,
    type: event,
    timestamp: occurredAt.toISOString(),
    organization: { id, slug },
    actorId,
    operationId,
    data: dataOf(content),
  });
}

function dataOf({ event, issueIds, data }: DeliveryContent): Data {
  switch (event) {
    case 'issue.resolved': {
      const { resolution_type: type, commit } = data;
      return { issueIds, resolutionType: upperCase(type), commitId: commit ?? null };
    }
    case 'issue.assigned': {
      const { type, id } = data['assignee'] as { readonly type: string; readonly id: string };
      return { issueIds, assignee: { type: upperCase(type), id } };
    }
    case 'issue.priority_changed':
      return { issueIds, priority: upperCase(data['priority']) };
    case 'issue.merged':
      return { issueIds, intoIssueId: data['into'] };
    case 'issue.deleted':
      return { issueIds, kind: upperCase(data['kind']) };
    case 'bulk_operation.completed':
    case 'webhook.ping':
      return data;
    case 'issue.created':
    case 'issue.unresolved':
    case 'issue.archived':
    case 'issue.regressed':
    case 'issue.escalating':
    case 'issue.unassigned':
      return { issueIds };
  }
}

function upperCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toUpperCase() : value;
}
