import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';

/** Where every account can get to, and what stays across a reboot. */
export function sharedPlace(): string {
  return process.platform === 'win32' ? tmpdir() : '/var/tmp';
}

/** Our folder of that name in the shared place, made if need be. */
export function sharedFolder(name: string): string {
  const folder = join(sharedPlace(), name);
  makeFolder(folder);
  assertOurs(folder);
  return folder;
}

/** Makes a folder that others may enter but not write to, whatever our umask says. */
export function makeFolder(folder: string): void {
  const umask = process.umask(0o022);
  try {
    mkdirSync(folder, { recursive: true });
  } finally {
    process.umask(umask);
  }
}

/** Anybody may write to the shared place: what is there under our name may have been put there for us to trust. */
export function assertOurs(folder: string): void {
  if (process.platform === 'win32') return;
  const stats = lstatSync(folder);
  if (stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0) return;
  throw new EmbeddedPostgresError(`${folder} belongs to somebody else, or others may write to it.`);
}
