import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { accountFor, isRoot, type Account } from './account';
import { clusterIn } from './cluster';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { makeFolder, sharedFolder } from './folders';
import { runProgram } from './program';

/** The folder for the data: the wanted one, else `.muster` in the working directory, else one in the shared place. */
export async function chooseDataFolder(wanted: string | null): Promise<string> {
  const folder = resolve(wanted ?? '.muster');
  const obstacle = await whyNotUsable(folder);
  if (obstacle === null) return folder;
  if (wanted !== null) throw new EmbeddedPostgresError(`The data folder ${folder} cannot be used: ${obstacle}.`);
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return sharedFolder(`muster-${hash}-${process.getuid?.() ?? 0}`);
}

async function whyNotUsable(folder: string): Promise<string | null> {
  const account = accountFor(clusterIn(folder).folder);
  if (!(await canEnter(closestExisting(folder), account))) {
    return `PostgreSQL refuses to run as root, and user id ${account.uid}, which it runs as instead, cannot enter it`;
  }
  try {
    makeFolder(folder);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Only the kernel knows: modes, access lists and mounts all have a say. */
async function canEnter(folder: string, account: Account): Promise<boolean> {
  if (!isRoot()) return true;
  return (await runProgram('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account)).succeeded;
}

function closestExisting(folder: string): string {
  return existsSync(folder) ? folder : closestExisting(dirname(folder));
}
