import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { EmbeddedPostgres } from '../src/bootstrap/embedded-postgres/embedded-postgres';
import { sharedPlace } from '../src/bootstrap/embedded-postgres/folders';
import { openClient } from './open-client';

/** The PostgreSQL of a bench: a given one, or an embedded one as durable as in production. It makes databases and drops them. */
export class DatabaseServer {
  private readonly databases = new Set<string>();

  private constructor(
    private readonly admin: Client,
    private readonly urlOf: (database: string) => string,
    private readonly stop: () => Promise<void>,
  ) {}

  static async open(): Promise<DatabaseServer> {
    const given = process.env['DATABASE_URL'] || process.env['TEST_DATABASE_URL'];
    const server = given ? await openGiven(given) : await openEmbedded();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void server.close().finally(() => process.exit(1)));
    }
    return server;
  }

  /** Of its own, for `openGiven` and `openEmbedded`. */
  static async connect(urlOf: (database: string) => string, stop: () => Promise<void>): Promise<DatabaseServer> {
    return new DatabaseServer(await openClient(urlOf('postgres')), urlOf, stop);
  }

  url(database: string): string {
    return this.urlOf(database);
  }

  /** A new database: empty, or a copy of one to which nobody is connected. */
  async create(suffix: string, template?: string): Promise<string> {
    const name = `muster_bench_${process.pid}_${suffix}`;
    this.databases.add(name);
    // Copying files beats copying rows through the log where a template is large.
    const source = template === undefined ? '' : `template ${template} strategy file_copy`;
    await this.admin.query(`create database ${name} ${source}`);
    return name;
  }

  async drop(name: string): Promise<void> {
    await this.admin.query(`drop database if exists ${name} with (force)`);
    this.databases.delete(name);
  }

  /** Before a clock starts: what was written earlier is not flushed during the measurement. */
  async checkpoint(): Promise<void> {
    await this.admin.query('checkpoint');
  }

  async version(): Promise<string> {
    const { rows } = await this.admin.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'unknown';
  }

  /** Drops what is left and lets go of the server. */
  async close(): Promise<void> {
    for (const name of this.databases) await this.drop(name);
    await this.admin.end();
    await this.stop();
  }
}

function openGiven(given: string): Promise<DatabaseServer> {
  const urlOf = (database: string): string => {
    const url = new URL(given);
    url.pathname = `/${database}`;
    return url.toString();
  };
  return DatabaseServer.connect(urlOf, async () => undefined);
}

async function openEmbedded(): Promise<DatabaseServer> {
  const folder = await mkdtemp(join(sharedPlace(), 'muster-bench-'));
  // PostgreSQL's user, another one than root, must be able to enter.
  await chmod(folder, 0o711);
  const server = await EmbeddedPostgres.start({ dataFolder: folder });
  return DatabaseServer.connect(
    (database) => server.url(database),
    async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  );
}
