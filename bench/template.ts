import type { Client } from 'pg';
import { newApiToken } from '../src/application/authenticate/api-token';
import { createDataSource } from '../src/persistence/data-source';
import { migrate } from '../src/persistence/migrate';
import type { DatabaseServer } from './database-server';
import { openClient } from './open-client';
import { progress } from './progress';
import { keepQueueAtRest } from './queue-at-rest';
import { ServerProcess } from './server-process';
import { ISSUE_ROWS } from './template-issues';
import { insertOrganization } from './template-organization';

/** A database that every measurement clones. */
export interface Template {
  readonly name: string;
  /** Of the owner, user 1, with all scopes. */
  readonly token: string;
  readonly organizationId: string;
  readonly ownerId: string;
  /** Another member. */
  readonly memberId: string;
}

/**
 * Builds one organization with that many issues and what hangs on them, in a fixed number of statements; `insertMore`
 * adds what one bench alone needs.
 */
export async function buildTemplate(
  server: DatabaseServer,
  issues: number,
  insertMore: (client: Client) => Promise<void> = async () => undefined,
): Promise<Template> {
  const since = Date.now();
  const name = await server.create('template');
  const url = server.url(name);
  const dataSource = createDataSource({ url, poolSize: 1, applicationName: 'muster-bench' });
  await dataSource.initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  const { token, hash } = newApiToken();
  const client = await openClient(url);
  await client.query('set synchronous_commit = off');
  await client.query('set jit = off');
  await insertOrganization(client, hash);
  for (const { text, counted } of ISSUE_ROWS) await client.query(text, counted ? [issues] : []);
  await insertMore(client);
  // Its first start migrates the queue, which no clone shall do again.
  await (await ServerProcess.start(url)).stop();
  await keepQueueAtRest(client);
  await client.query('vacuum (analyze)');
  await client.end();
  progress(`a template with ${issues} issues in ${Math.round((Date.now() - since) / 1000)} s`);
  return { name, token, organizationId: '1', ownerId: '1', memberId: '2' };
}
