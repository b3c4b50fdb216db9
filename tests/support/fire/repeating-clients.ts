import { setTimeout as delay } from 'node:timers/promises';
import type { Fleet } from './fleet';

const PAUSE_MS = 200;
const CALL = `
  mutation ($options: BulkMutationOptionsInput) {
    bulkMutateIssues(where: { status: UNRESOLVED }, input: { status: RESOLVED }, options: $options) {
      operation { id }
      userErrors { code }
    }
  }`;

interface Answer {
  readonly data?: {
    readonly bulkMutateIssues: {
      readonly operation: { readonly id: string } | null;
      readonly userErrors: readonly { readonly code: string }[];
    };
  };
}

/** Clients that ask for one and the same change, under one key, again and again. */
export class RepeatingClients {
  /** Ids of the operations that they were answered with. */
  readonly answers = new Set<string>();
  /** Answers that nobody expects. */
  readonly surprises: string[] = [];
  /** Calls that were answered, and that were not. */
  heard = 0;
  lost = 0;
  private isOver = false;
  private readonly running: Promise<unknown>;

  constructor(
    private readonly fleet: () => Fleet,
    private readonly token: string,
    clients: number,
  ) {
    this.running = Promise.all(Array.from({ length: clients }, (_, client) => this.ask(client)));
  }

  /** Resolves when nobody asks any more. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.running;
  }

  private async ask(client: number): Promise<void> {
    for (let attempt = client; !this.isOver; attempt += 1) {
      const url = this.fleet().url(attempt);
      const [answered] = await Promise.allSettled(url === null ? [Promise.resolve(null)] : [this.post(url)]);
      if (answered.status === 'rejected') this.lost += 1;
      else if (answered.value !== null) this.hear(answered.value);
      await delay(PAUSE_MS);
    }
  }

  private hear(text: string): void {
    this.heard += 1;
    const { operation, userErrors = [] } = (JSON.parse(text) as Answer).data?.bulkMutateIssues ?? {};
    if (operation) this.answers.add(operation.id);
    else if (userErrors[0]?.code !== 'BUSY') this.surprises.push(text.slice(0, 300));
  }

  private async post(url: string): Promise<string> {
    const options = { mode: 'ASYNC', idempotencyKey: 'once' };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query: CALL, variables: { options } }),
    });
    return response.text();
  }
}
