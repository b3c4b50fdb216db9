import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../build/world';

const MUTATE = `
  mutation ($ids: [ID!], $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
    bulkMutateIssues(ids: $ids, input: $input, options: $options) { operation { id state } userErrors { code } }
  }`;

interface MutationAnswer {
  readonly data?: {
    readonly bulkMutateIssues: {
      readonly operation: { readonly id: string; readonly state: string } | null;
      readonly userErrors: readonly { readonly code: string }[];
    };
  };
}

/** Clients of a fleet: what they were promised. */
export class Traffic {
  /** Ids of events that were answered 200. */
  readonly accepted: string[] = [];
  /** The operation that each idempotency key was answered with. */
  readonly operations = new Map<string, string>();
  /** Answers that nobody expects. */
  readonly surprises: string[] = [];
  private isOver = false;

  constructor(
    private readonly fleet: { url(choice: number): string | null },
    private readonly world: World,
  ) {}

  end(): void {
    this.isOver = true;
  }

  /** Events of these fingerprints, one after the other; one that is not answered is not sent again. */
  async sendEvents(fingerprints: readonly string[], sender: number): Promise<void> {
    for (let index = sender; !this.isOver; index += 1) {
      const eventId = randomUUID().replaceAll('-', '');
      const event = {
        event_id: eventId,
        fingerprint: [fingerprints[index % fingerprints.length]],
        user: { id: index },
      };
      const { id, publicKey } = this.world.project;
      const response = await this.post(index, `/api/${id}/store/?sentry_key=${publicKey}`, { body: event });
      if (response === null) await delay(50);
      else if (response.status === 200) this.accepted.push(eventId);
      else if (response.status !== 503 && response.status !== 429) this.surprises.push(`event: ${response.status}`);
    }
  }

  /** Calls one after the other, each with its key until it is answered. */
  async mutate(ids: readonly string[], inputs: readonly object[], pauseMs = 0): Promise<void> {
    for (let index = 0; !this.isOver; index += 1) {
      await this.mutateOnce(ids, inputs[index % inputs.length] ?? {});
      await delay(pauseMs);
    }
  }

  /** One call, until it is answered. */
  async mutateOnce(ids: readonly string[], input: object): Promise<void> {
    const key = randomUUID();
    const variables = { ids, input, options: { idempotencyKey: key } };
    for (let attempt = 0; ; attempt += 1) {
      const response = await this.post(attempt, '/graphql', {
        body: { query: MUTATE, variables },
        token: this.world.token.token,
      });
      const answer = response === null ? null : (JSON.parse(response.text) as MutationAnswer).data?.bulkMutateIssues;
      const code = answer?.userErrors[0]?.code;
      if (answer?.operation) {
        this.operations.set(key, answer.operation.id);
        return;
      }
      if (response !== null && code !== 'BUSY' && !/QUERY_TIMEOUT/.test(response.text)) {
        this.surprises.push(`mutation: ${response.text.slice(0, 300)}`);
        return;
      }
      await delay(50);
    }
  }

  private async post(
    choice: number,
    path: string,
    { body, token }: { readonly body: object; readonly token?: string },
  ): Promise<{ readonly status: number; readonly text: string } | null> {
    const url = this.fleet.url(choice);
    if (url === null) return null;
    const headers = {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const [answered] = await Promise.allSettled([
      fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).then(async (response) => ({
        status: response.status,
        text: await response.text(),
      })),
    ]);
    return answered.status === 'fulfilled' ? answered.value : null;
  }
}
