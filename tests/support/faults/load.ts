import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { World } from '../build/world';

/** Whoever waits longer gives up, and asks again. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 50;
const PASSING = /"(SERVICE_UNAVAILABLE|OUTCOME_UNKNOWN|OVERLOADED|QUERY_TIMEOUT|BUSY)"/;
const MUTATE = `mutation ($ids: [ID!], $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
  bulkMutateIssues(ids: $ids, input: $input, options: $options) { operation { id } userErrors { code } } }`;
const OPERATION = 'query ($id: ID!) { bulkOperation(id: $id) { state } }';
const CHANGES = 'subscription ($organization: String!) { issuesChanged(organization: $organization) { issueIds } }';

interface Answer {
  readonly status: number;
  readonly text: string;
}

type Kind = 'events' | 'changes' | 'jobs' | 'news';

/** Clients of a server that do not give up, and what they were promised. */
export class Load {
  /** Ids of events that were answered 200. */
  readonly accepted: string[] = [];
  /** The operation that each idempotency key was answered with. */
  readonly operations = new Map<string, string>();
  /** Answers that nobody expects. */
  readonly surprises: string[] = [];
  /** Requests that were told to come again, and those that nobody answered. */
  readonly again = { refused: 0, unanswered: 0 };
  /** Of each kind, when the last one began that was carried out. */
  private readonly begun: Record<Kind, number> = { events: 0, changes: 0, jobs: 0, news: 0 };
  private isOver = false;
  private running: Promise<unknown> = Promise.resolve();
  private readonly subscriber: Client;

  constructor(
    private readonly url: string,
    private readonly world: World,
  ) {
    this.subscriber = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      lazy: false,
      retryAttempts: Number.MAX_SAFE_INTEGER,
      shouldRetry: () => true,
      retryWait: () => delay(200),
      onNonLazyError: () => undefined,
      connectionParams: { authorization: `Bearer ${world.token.token}` },
    });
  }

  /** Events to some issues, changes of all of them, one change at a time by a job, and somebody who is told. */
  start(fingerprints: readonly string[], ids: readonly string[]): void {
    this.subscribe();
    this.running = Promise.all([
      ...[0, 1, 2].map((sender) => this.sendEvents(fingerprints, sender)),
      this.change(ids, [{ status: 'RESOLVED' }, { status: 'UNRESOLVED' }]),
      this.change([...ids].reverse(), [{ priority: 'LOW' }, { priority: 'HIGH' }, { status: 'RESOLVED' }]),
      this.changeByJobs(ids),
    ]);
  }

  /** Resolves when something of each kind was begun and carried out; answers after how many milliseconds. */
  async everythingSince(moment: number): Promise<number> {
    while (Object.values(this.begun).some((begun) => begun < moment)) await delay(10);
    return Math.round(performance.now() - moment);
  }

  /** What has not been everything yet, for whoever has waited in vain. */
  missingSince(moment: number): readonly string[] {
    return Object.entries(this.begun).flatMap(([kind, begun]) => (begun < moment ? [kind] : []));
  }

  /** Resolves when the last one was answered. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.running;
    await this.subscriber.dispose();
  }

  /** The same event until it is accepted, as an SDK does that keeps it. */
  async sendEvent(fingerprint: string, index: number): Promise<void> {
    const { id, publicKey } = this.world.project;
    const eventId = randomUUID().replaceAll('-', '');
    const event = { event_id: eventId, fingerprint: [fingerprint], user: { id: index } };
    const beginning = performance.now();
    const answer = await this.until(`/api/${id}/store/?sentry_key=${publicKey}`, event);
    if (answer.status !== 200) return void this.surprises.push(`event: ${answer.status} ${answer.text.slice(0, 200)}`);
    this.accepted.push(eventId);
    this.begun.events = beginning;
  }

  private async sendEvents(fingerprints: readonly string[], sender: number): Promise<void> {
    for (let index = sender; !this.isOver; index += 3) {
      await this.sendEvent(fingerprints[index % fingerprints.length] ?? '', index);
      await delay(PAUSE_MS);
    }
  }

  private async change(ids: readonly string[], inputs: readonly object[]): Promise<void> {
    for (let index = 0; !this.isOver; index += 1) {
      const beginning = performance.now();
      if ((await this.mutate(ids, inputs[index % inputs.length] ?? {}, {})) !== null) this.begun.changes = beginning;
      await delay(PAUSE_MS);
    }
  }

  private async changeByJobs(ids: readonly string[]): Promise<void> {
    for (let index = 0; !this.isOver; index += 1) {
      const beginning = performance.now();
      const id = await this.mutate(ids, { priority: index % 2 === 0 ? 'MEDIUM' : 'HIGH' }, { mode: 'ASYNC' });
      if (id !== null && (await this.completed(id))) this.begun.jobs = beginning;
    }
  }

  private async completed(id: string): Promise<boolean> {
    for (;;) {
      const { text } = await this.until('/graphql', { query: OPERATION, variables: { id } });
      if (/"COMPLETED"/.test(text)) return true;
      if (!/"(PENDING|RUNNING)"/.test(text)) {
        this.surprises.push(`operation: ${text.slice(0, 300)}`);
        return false;
      }
      await delay(PAUSE_MS);
    }
  }

  /** One call with its key until it is answered; the operation's id. */
  private async mutate(ids: readonly string[], input: object, options: object): Promise<string | null> {
    const key = randomUUID();
    const variables = { ids, input, options: { ...options, idempotencyKey: key } };
    const { text } = await this.until('/graphql', { query: MUTATE, variables });
    const id = /"operation":\{"id":"(\d+)"\}/.exec(text)?.[1];
    if (id === undefined) this.surprises.push(`mutation: ${text.slice(0, 300)}`);
    else this.operations.set(key, id);
    return id ?? null;
  }

  /** The same request until it is answered with something else than to come again. */
  private async until(path: string, body: object): Promise<Answer> {
    for (;;) {
      const answer = await this.post(path, body);
      if (answer === null) this.again.unanswered += 1;
      else if (answer.status === 503 || answer.status === 429 || PASSING.test(answer.text)) this.again.refused += 1;
      else return answer;
      await delay(PAUSE_MS);
    }
  }

  private async post(path: string, body: object): Promise<Answer | null> {
    const [answered] = await Promise.allSettled([
      fetch(`${this.url}${path}`, {
        method: 'POST',
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.world.token.token}` },
        body: JSON.stringify(body),
      }).then(async (response) => ({ status: response.status, text: await response.text() })),
    ]);
    return answered.status === 'fulfilled' ? answered.value : null;
  }

  private subscribe(): void {
    this.subscriber.subscribe(
      { query: CHANGES, variables: { organization: this.world.organization.slug } },
      {
        next: ({ data }) => {
          if (data != null) this.begun.news = performance.now();
        },
        // Ended by an error, for example since the database was away when it began: a client asks anew.
        error: () => void delay(200).then(() => this.isOver || this.subscribe()),
        complete: () => void delay(200).then(() => this.isOver || this.subscribe()),
      },
    );
  }
}
