import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { accountFor, type Account } from '../../../src/bootstrap/embedded-postgres/account';
import { findBinaries, type Binaries } from '../../../src/bootstrap/embedded-postgres/binaries';
import {
  CLUSTER_USER,
  clusterIn,
  createCluster,
  passwordOf,
  type Cluster,
} from '../../../src/bootstrap/embedded-postgres/cluster';
import { sharedPlace } from '../../../src/bootstrap/embedded-postgres/folders';
import { findPostmaster } from '../../../src/bootstrap/embedded-postgres/postmaster';
import { isAlive, runProgram } from '../../../src/bootstrap/embedded-postgres/program';

/** Small, since some of them live in memory; what is committed is durable, as it is where nobody has changed that. */
const SETTINGS = ['max_wal_size=64MB', 'min_wal_size=32MB', 'shared_buffers=32MB', 'log_checkpoints=off'];

export interface OwnClusterOptions {
  /** MB of a disk of its own, for which one must be root; absent: it shares everybody's. */
  readonly diskMb?: number;
}

interface Parts {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly account: Account;
  /** Whether the folder is a disk of its own. */
  readonly mounted: boolean;
}

/** A PostgreSQL that a test may stop, crash and starve. */
export class OwnCluster {
  private constructor(
    readonly folder: string,
    private readonly port: number,
    private readonly parts: Parts,
  ) {}

  /** Made, and not yet started. */
  static async create({ diskMb }: OwnClusterOptions = {}): Promise<OwnCluster> {
    const folder = mkdtempSync(join(sharedPlace(), 'muster-cluster-'));
    if (diskMb !== undefined) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', folder]);
    chmodSync(folder, 0o711);
    const cluster = clusterIn(folder);
    const account = accountFor(cluster.folder);
    const binaries = await findBinaries(account);
    await createCluster(cluster, binaries, account);
    return new OwnCluster(folder, await freePort(), { cluster, binaries, account, mounted: diskMb !== undefined });
  }

  /** The folder of the data. */
  get data(): string {
    return this.parts.cluster.data;
  }

  /** Who runs it. */
  get account(): Account {
    return this.parts.account;
  }

  url(database: string): string {
    return `postgres://${CLUSTER_USER}:${passwordOf(this.parts.cluster)}@127.0.0.1:${this.port}/${database}`;
  }

  isRunning(): boolean {
    const postmaster = findPostmaster(this.parts.cluster);
    return postmaster !== null && isAlive(postmaster.pid);
  }

  /** On the same port each time; resolves when it answers. */
  async start(settings: readonly string[] = []): Promise<void> {
    const options = [...SETTINGS, ...settings].map((setting) => `-c ${setting}`).join(' ');
    const { log } = this.parts.cluster;
    await this.control(['start', '-w', '-l', log, '-o', `-h 127.0.0.1 -p ${this.port} -k '' ${options}`]);
  }

  /** Fast: sessions are ended in order. Immediate: like a crash, with recovery at the next start. */
  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    await this.control(['stop', '-m', mode, '-w']);
  }

  async createDatabase(name: string): Promise<string> {
    const client = new Client({ connectionString: this.url('postgres') });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return this.url(name);
  }

  /** Fills its disk to the last byte; the answer makes room again. */
  fillDisk(): () => void {
    const ballast = join(this.folder, 'ballast');
    for (let bytes = 1 << 24; bytes >= 512;) {
      if (!tryToAppend(ballast, bytes)) bytes >>= 1;
    }
    return () => rmSync(ballast);
  }

  async remove(): Promise<void> {
    if (this.isRunning()) await this.stop('immediate');
    if (this.parts.mounted) execFileSync('umount', [this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async control(args: readonly string[]): Promise<void> {
    const { cluster, binaries, account } = this.parts;
    const { succeeded, output } = await runProgram(binaries.pgCtl, ['-D', cluster.data, ...args], account);
    if (!succeeded) throw new Error(`pg_ctl ${args.join(' ')}: ${output}`);
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function tryToAppend(file: string, bytes: number): boolean {
  try {
    writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
    return true;
  } catch {
    return false;
  }
}
