import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { isRoot, type Account } from './account';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { runProgram } from './program';
import { assertOurs, sharedPlace } from './folders';

/** Paths of PostgreSQL's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** PostgreSQL's programs from the installed package, in a form and at a place where the account can run them. */
export async function findBinaries(account: Account): Promise<Binaries> {
  const installed = installedFolder();
  if ((await whyNotRunnable(installed, account)) === null) return programs(installed);

  // The package makes these links in an install script, which npm may have been told not to run.
  await linkLibraries(installed).catch(() => undefined);
  if ((await whyNotRunnable(installed, account)) === null) return programs(installed);

  // The account may not be able to reach node_modules (below root's home), or we not be allowed to link there.
  const copy = await copyToSharedPlace(installed);
  const obstacle = await whyNotRunnable(copy, account);
  if (obstacle === null) return programs(copy);
  throw new EmbeddedPostgresError(`The embedded PostgreSQL cannot run: ${obstacle}.`);
}

function programs(folder: string): Binaries {
  const path = (name: string): string => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: path('initdb'), postgres: path('postgres'), pgCtl: path('pg_ctl') };
}

function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedPostgresError(`The package ${name} is not installed, or does not exist for this machine.`);
  }
}

async function whyNotRunnable(folder: string, account: Account): Promise<string | null> {
  const { initdb, postgres } = programs(folder);
  for (const program of [postgres, initdb]) {
    const { succeeded, output } = await runProgram(program, ['--version'], account);
    if (!succeeded) return output;
  }
  return null;
}

async function linkLibraries(folder: string): Promise<void> {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copied aside and renamed, so that nobody ever sees half of it; whoever comes second uses the first one's. */
async function copyToSharedPlace(installed: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')) as { version: string };
  const final = join(sharedPlace(), `muster-postgres-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(final)) {
    const aside = await mkdtemp(`${final}-`);
    const native = join(aside, basename(installed));
    await cp(installed, native, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(native);
    if (isRoot()) await openToEverybody(aside);
    await rename(aside, final).catch((error: unknown) => {
      if (!existsSync(final)) throw error;
    });
    await rm(aside, { recursive: true, force: true });
  }
  assertOurs(final);
  return join(final, basename(installed));
}

/** Root's umask may have closed the files to the account that is to run them. */
async function openToEverybody(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}
