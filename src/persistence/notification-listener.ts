import { Client } from 'pg';
import { connectionSettings } from './connection-settings';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;
const HEARTBEAT_MS = 15_000;
const QUERY_TIMEOUT_MS = 5_000;

export interface ListenerOptions {
  /** A direct connection: LISTEN does not work through a pooler in transaction mode. */
  readonly url: string;
  /** What pg_stat_activity shows. */
  readonly applicationName: string;
  readonly channels: readonly string[];
  readonly onNotification: (channel: string, payload: string) => void;
  /** From now on everything is heard. What was committed since `lostAt` was perhaps not; null: this is the beginning. */
  readonly onListening: (lostAt: Date | null) => void;
  /** Nothing is heard until onListening. */
  readonly onLost: (error: unknown) => void;
}

/**
 * One connection that listens as long as it is not stopped. A lost one is replaced after a wait that grows; a connection
 * that is dead without having said so is found by asking it something.
 */
export class NotificationListener {
  private client: Client | null = null;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private lostAt: Date | null = null;
  private stopped = false;

  constructor(private readonly options: ListenerOptions) {}

  /** Resolves after the first attempt; where that failed, others follow. */
  async start(): Promise<void> {
    const client = this.newClient();
    this.client = client;
    const [opened] = await Promise.allSettled([this.open(client)]);
    if (opened.status === 'rejected') return this.lose(client, opened.reason);
    if (this.client !== client) return;
    const { lostAt } = this;
    this.failures = 0;
    this.lostAt = null;
    this.timer = setTimeout(() => void this.beat(client), HEARTBEAT_MS);
    this.options.onListening(lostAt);
  }

  /** Ends the connection; nothing is heard any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    if (client !== null) await Promise.allSettled([client.end()]);
  }

  private newClient(): Client {
    const { url, applicationName, onNotification } = this.options;
    const client = new Client({
      ...connectionSettings({ url, applicationName }),
      query_timeout: QUERY_TIMEOUT_MS,
    });
    client.on('notification', ({ channel, payload = '' }) => {
      if (this.client === client) onNotification(channel, payload);
    });
    client.on('error', (error) => this.lose(client, error));
    client.on('end', () => this.lose(client, new Error('The connection has ended.')));
    return client;
  }

  private async open(client: Client): Promise<void> {
    await client.connect();
    await client.query(`/* listen */ ${this.options.channels.map((channel) => `listen ${channel}`).join('; ')}`);
  }

  private async beat(client: Client): Promise<void> {
    const [answered] = await Promise.allSettled([client.query('/* listener-heartbeat */ select')]);
    if (answered.status === 'rejected') return this.lose(client, answered.reason);
    if (this.client === client) this.timer = setTimeout(() => void this.beat(client), HEARTBEAT_MS);
  }

  /** The first word of a loss counts; what else is said of the same connection is old news. */
  private lose(client: Client, error: unknown): void {
    if (this.client !== client || this.stopped) return;
    this.client = null;
    this.lostAt ??= new Date();
    clearTimeout(this.timer);
    void Promise.allSettled([client.end()]);
    this.options.onLost(error);
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS);
    this.failures += 1;
    this.timer = setTimeout(() => void this.start(), wait * (0.5 + Math.random() / 2));
  }
}
