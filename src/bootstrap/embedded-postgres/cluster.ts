import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { isAlive, runProgram } from './program';

/** The superuser that initdb makes, and as whom the server is used. */
export const CLUSTER_USER = 'muster';

/** Where one PostgreSQL keeps its data, password and log. */
export interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly passwordFile: string;
  readonly log: string;
}

export function clusterIn(dataFolder: string): Cluster {
  return clusterAt(join(dataFolder, 'postgres'));
}

/** Makes the cluster unless it is there; several processes may try at once. */
export async function createCluster(cluster: Cluster, binaries: Binaries, account: Account): Promise<void> {
  if (existsSync(cluster.folder)) return;
  await removeAbandoned(dirname(cluster.folder));
  const aside = await mkdtemp(`${cluster.folder}-new-${process.pid}-`);
  const made = clusterAt(aside);
  try {
    writeFileSync(made.passwordFile, randomBytes(32).toString('hex'), { mode: 0o600 });
    writeFileSync(made.log, '', { mode: 0o600 });
    for (const path of [aside, made.passwordFile, made.log]) giveTo(account, path);
    const { succeeded, output } = await runProgram(binaries.initdb, initdbArguments(made), account);
    if (!succeeded) throw new EmbeddedPostgresError(`initdb failed: ${output}.`);
    // A folder that is not empty cannot be renamed over: whoever comes second uses the first one's.
    await rename(aside, cluster.folder).catch((error: unknown) => {
      if (!existsSync(cluster.folder)) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

export function passwordOf(cluster: Cluster): string {
  try {
    return readFileSync(cluster.passwordFile, 'utf8');
  } catch (error) {
    throw new EmbeddedPostgresError(`The data in ${cluster.folder} is somebody else's: ${(error as Error).message}.`);
  }
}

function clusterAt(folder: string): Cluster {
  return {
    folder,
    data: join(folder, 'data'),
    passwordFile: join(folder, 'password'),
    log: join(folder, 'log'),
  };
}

function initdbArguments({ data, passwordFile }: Cluster): string[] {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const authentication = ['--username', CLUSTER_USER, '--auth', 'scram-sha-256', '--pwfile', passwordFile];
  return ['--pgdata', data, ...authentication, '--locale', locale, '--encoding', 'UTF8'];
}

function giveTo({ uid, gid }: Account, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** What processes left behind that were killed during initdb. */
async function removeAbandoned(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    const maker = /^postgres-new-(\d+)-/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) await rm(join(dataFolder, name), { recursive: true, force: true });
  }
}
