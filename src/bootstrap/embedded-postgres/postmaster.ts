import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Account } from './account';
import type { Binaries } from './binaries';
import type { Cluster } from './cluster';
import { isAlive, rootFolder } from './program';

/** What postmaster.pid says about the server that has the data open, or had it before a crash. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The server that postmaster.pid names; null where there is none, or it has only begun to start. */
export function findPostmaster(cluster: Cluster): Postmaster | null {
  const file = join(cluster.data, 'postmaster.pid');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
}

/** Starts a server that outlives us and that Ctrl-C in our terminal does not reach; resolves with the way to see it end. */
export async function spawnPostmaster(
  { cluster, binaries, account }: { cluster: Cluster; binaries: Binaries; account: Account },
  settings: Readonly<Record<string, string>>,
): Promise<{ hasEnded(): boolean }> {
  const port = await freePort();
  const all = { log_checkpoints: 'off', log_min_messages: 'log', ...settings };
  const args = ['-D', cluster.data, '-h', '127.0.0.1', '-p', String(port), '-k', ''];
  for (const [name, value] of Object.entries(all)) args.push('-c', `${name}=${value}`);
  const log = openSync(cluster.log, 'a', 0o600);
  const child = spawn(binaries.postgres, args, {
    ...account,
    cwd: rootFolder(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  child.unref();
  return { hasEnded: () => ended };
}

/**
 * PostgreSQL does not start while the process id in postmaster.pid is alive, and after a crash of the machine or its
 * container that id may be another program's. Where /proc tells so, the file goes away.
 */
export function removeStalePidFile(cluster: Cluster): void {
  const postmaster = findPostmaster(cluster);
  if (!postmaster || !isAnotherProgram(postmaster.pid)) return;
  const file = join(cluster.data, 'postmaster.pid');
  const aside = `${file}.stale-${process.pid}`;
  const text = readFileSync(file, 'utf8');
  if (Number(text.split('\n')[0]) !== postmaster.pid) return;
  renameSync(file, aside);
  // Somebody else may have started a server in between: then the file is theirs.
  if (readFileSync(aside, 'utf8') === text) rmSync(aside);
  else renameSync(aside, file);
}

function isAnotherProgram(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  if (!isAlive(pid) || !existsSync(commandLine)) return false;
  return !readFileSync(commandLine, 'utf8').includes('postgres');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
