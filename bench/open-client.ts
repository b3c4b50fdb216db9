import { Client } from 'pg';

/** A connection of its own; a database that is dropped under it does not end the process. */
export async function openClient(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: 'muster-bench' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
