import type { Client } from 'pg';

/**
 * Keeps the server from what it does by the clock: the issues of the template are old, and a job that ages or resolves
 * them while a call is measured would write other rows into one clone than into the other. What calls queue is queued.
 */
export async function keepQueueAtRest(client: Client): Promise<void> {
  await client.query(`
    create function ignore_clock() returns trigger language plpgsql as 'begin return null; end';
    create trigger ignore_clock before insert on graphile_worker._private_jobs
      for each row when (new.payload::jsonb ? '_cron') execute function ignore_clock()`);
}
