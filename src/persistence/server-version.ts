import type { DataSource } from 'typeorm';

const OLDEST_MAJOR = 15;

/** The server speaks an older SQL than the statements need. */
export class ServerVersionError extends Error {
  constructor(version: string) {
    super(`PostgreSQL ${OLDEST_MAJOR} or newer is needed; this server is ${version}.`);
    this.name = 'ServerVersionError';
  }
}

/** Throws ServerVersionError where the server is too old. */
export async function requireSupportedServer(dataSource: DataSource): Promise<void> {
  const rows = await dataSource.query<{ number: number; version: string }[]>(
    `/* server-version */ select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  for (const row of rows) requireSupportedVersion(row);
}

/** `number` as in server_version_num: 150018 is 15.18. */
export function requireSupportedVersion({ number, version }: { number: number; version: string }): void {
  if (number < OLDEST_MAJOR * 10_000) throw new ServerVersionError(version);
}
