import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Deed } from './soak-deed';
import type { Soaking } from './soak-world';

const CHANGES = `
  subscription ($organization: String!) {
    issuesChanged(organization: $organization) { issueIds removedIssueIds issues { id status version } }
  }`;
const LONGEST_STAY_SECONDS = 12;

/** Subscribers who come, stay for some seconds, and leave; each third is cut off without a word. */
export class Subscribers implements Deed {
  readonly everyMs = 1_000;
  private readonly staying = new Set<Promise<void>>();

  async run(soaking: Soaking, index: number): Promise<void> {
    const staying: Promise<void> = stay(soaking, index).finally(() => this.staying.delete(staying));
    this.staying.add(staying);
  }

  /** Resolves when the last one has left. */
  async gone(): Promise<void> {
    await Promise.all(this.staying);
  }
}

async function stay({ url, client, world, promised }: Soaking, index: number): Promise<void> {
  const begun = performance.now();
  const sockets: WebSocket[] = [];
  const subscriber = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${client.token}` },
    on: {
      connected: (socket) => {
        sockets.push(socket as WebSocket);
        client.latencies.note('connection', begun);
      },
    },
  });
  let isLeaving = false;
  promised.told.subscribers += 1;
  const ended = (error?: unknown): void => {
    const text = error instanceof Error ? error.message : JSON.stringify(error ?? 'completed');
    if (!isLeaving) client.surprise('subscription', { status: 0, text });
  };
  subscriber.subscribe(
    { query: CHANGES, variables: { organization: world.organization.slug } },
    {
      next: () => void (promised.told.messages += 1),
      error: ended,
      complete: ended,
    },
  );
  await delay((1 + ((index * 7) % LONGEST_STAY_SECONDS)) * 1_000);
  isLeaving = true;
  if (index % 3 === 2) for (const socket of sockets) socket.terminate();
  await subscriber.dispose();
}
