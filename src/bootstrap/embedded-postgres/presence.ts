import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** Locks in the maintenance database, where nobody else takes any. */
const PRESENCE_LOCK = 7_305_121_518;
const DATABASE_LOCK = 7_305_121_519;
const RENEWALS = 600;
const RENEWAL_PAUSE_MS = 100;

/**
 * Our mark on a server that several processes share: a connection with a shared advisory lock. The kernel closes it
 * when the process dies, however it dies, so a mark never outlives its process. Whoever leaves and can take the lock
 * exclusively is the last one; whoever comes meanwhile waits for it, and is disconnected when the server stops.
 */
export class Presence {
  private client: Client | null = null;
  private left = false;

  private constructor(private readonly url: string) {}

  /** Throws where no server answers at that address, or one that is about to stop. */
  static async enter(url: string): Promise<Presence> {
    const presence = new Presence(url);
    await presence.connect();
    return presence;
  }

  /** Makes the database unless it is there; several processes may try at once. */
  async ensureDatabase(name: string): Promise<void> {
    const client = this.client;
    if (!client) throw new Error('The connection to the embedded PostgreSQL is lost.');
    await client.query('select pg_advisory_lock($1)', [DATABASE_LOCK]);
    try {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
      if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [DATABASE_LOCK]);
    }
  }

  /** Gives up the mark; calls `stop` where it was the last one, before anybody else can come in. */
  async leave(stop: () => Promise<void>): Promise<void> {
    if (this.left) return;
    this.left = true;
    const client = this.client;
    if (!client) return;
    try {
      const { rows } = await client.query<{ last: boolean }>(
        'select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as last',
        [PRESENCE_LOCK],
      );
      if (rows[0]?.last) await stop();
    } finally {
      await client.end();
    }
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'muster-presence',
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
    } catch (error) {
      await client.end();
      throw error;
    }
    if (this.left) return client.end();
    client.once('end', () => void this.renew());
    this.client = client;
  }

  /** A backend that crashes takes all connections with it; the server comes back, and we are still here. */
  private async renew(): Promise<void> {
    this.client = null;
    for (let attempt = 0; attempt < RENEWALS && !this.left; attempt += 1) {
      await delay(RENEWAL_PAUSE_MS, undefined, { ref: false });
      const isBack = await this.connect().then(
        () => true,
        () => false,
      );
      if (isBack) return;
    }
  }
}
