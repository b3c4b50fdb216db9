import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { accountFor, type Account } from './account';
import { findBinaries, type Binaries } from './binaries';
import { clusterIn, CLUSTER_USER, createCluster, passwordOf, type Cluster } from './cluster';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { findPostmaster, removeStalePidFile, spawnPostmaster } from './postmaster';
import { Presence } from './presence';
import { isAlive, runProgram } from './program';

export interface EmbeddedPostgresOptions {
  /** A folder that exists and that the account can enter; chooseDataFolder finds one. */
  readonly dataFolder: string;
  /** Settings of the server, where this call is the one that starts it. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** For data that nobody misses after a crash. */
export const THROWAWAY_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } as const;

const MAINTENANCE_DATABASE = 'postgres';
const PATIENCE_MS = 60_000;
const PAUSE_MS = 25;
const FAILED_STARTS = 3;

interface Installation {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly account: Account;
}

/** Our use of the PostgreSQL in a data folder: whoever comes first starts it, others join, the last to leave stops it. */
export class EmbeddedPostgres {
  private constructor(
    private readonly installation: Installation,
    private readonly presence: Presence,
    private readonly port: number,
  ) {}

  static async start({ dataFolder, settings = {} }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const cluster = clusterIn(dataFolder);
    const account = accountFor(cluster.folder);
    const installation = { cluster, account, binaries: await findBinaries(account) };
    await createCluster(cluster, installation.binaries, account);
    passwordOf(cluster); // Says clearly whose the data is, before anything else fails on it.
    const { presence, port } = await joinOrStart(installation, settings);
    return new EmbeddedPostgres(installation, presence, port);
  }

  url(database: string): string {
    return urlOf(this.installation.cluster, this.port, database);
  }

  /** Makes the database unless it is there. */
  ensureDatabase(name: string): Promise<void> {
    return this.presence.ensureDatabase(name);
  }

  /** Ends our use, and the server where nobody else uses it. Connections must be closed before. */
  async stop(): Promise<void> {
    await this.presence.leave(() => stopPostmaster(this.installation));
  }
}

/** The data's own lock (postmaster.pid) decides whose start counts: the others see a server and join it. */
async function joinOrStart(
  installation: Installation,
  settings: Readonly<Record<string, string>>,
): Promise<{ presence: Presence; port: number }> {
  const { cluster } = installation;
  const deadline = Date.now() + PATIENCE_MS;
  let refusal = 'none was seen';
  let start: { hasEnded(): boolean } | null = null;
  let failedStarts = 0;
  for (;;) {
    removeStalePidFile(cluster);
    const postmaster = findPostmaster(cluster);
    const isRunning = postmaster !== null && isAlive(postmaster.pid);
    if (isRunning) {
      try {
        const presence = await Presence.enter(urlOf(cluster, postmaster.port, MAINTENANCE_DATABASE));
        return { presence, port: postmaster.port };
      } catch (error) {
        refusal = (error as Error).message;
      }
    } else if (!start || start.hasEnded()) {
      if (start) failedStarts += 1;
      if (failedStarts === FAILED_STARTS) throw notStarted(cluster, refusal);
      start = await spawnPostmaster(installation, settings);
    }
    if (Date.now() > deadline) throw notStarted(cluster, refusal);
    await delay(PAUSE_MS);
  }
}

/** Not with pg_ctl's own wait: that would wait for the server of a process which starts the next one at once. */
async function stopPostmaster({ cluster, binaries, account }: Installation): Promise<void> {
  const stopping = findPostmaster(cluster)?.pid;
  const args = ['stop', '-D', cluster.data, '-m', 'fast', '-W'];
  const { succeeded, output } = await runProgram(binaries.pgCtl, args, account);
  if (!succeeded) throw new EmbeddedPostgresError(`PostgreSQL did not stop: ${output}.`);
  const deadline = Date.now() + PATIENCE_MS;
  while (stopping !== undefined && findPostmaster(cluster)?.pid === stopping && isAlive(stopping)) {
    if (Date.now() > deadline) throw new EmbeddedPostgresError(`The PostgreSQL in ${cluster.folder} does not stop.`);
    await delay(PAUSE_MS);
  }
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${CLUSTER_USER}:${passwordOf(cluster)}@127.0.0.1:${port}/${database}`;
}

function notStarted({ folder, log }: Cluster, refusal: string): EmbeddedPostgresError {
  const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n');
  return new EmbeddedPostgresError(
    `The PostgreSQL in ${folder} does not answer (${refusal}). The end of its log:\n${lines}\n`,
  );
}
