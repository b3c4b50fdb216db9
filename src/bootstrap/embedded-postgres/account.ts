import { existsSync, readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error';

/** Whom PostgreSQL's programs run as; without ids: as ourselves. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, and needs a user that /etc/passwd knows. */
const STAND_INS_FOR_ROOT = ['postgres', 'nobody'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Root acts as the owner of the data where there is some, else as `postgres` or `nobody`; everybody else as themselves. */
export function accountFor(clusterFolder: string): Account {
  if (!isRoot()) return {};
  if (existsSync(clusterFolder)) {
    const { uid, gid } = statSync(clusterFolder);
    if (uid !== 0) return { uid, gid };
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of STAND_INS_FOR_ROOT) {
    const user = users.find(([candidate]) => candidate === name);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new EmbeddedPostgresError('PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody".');
}
