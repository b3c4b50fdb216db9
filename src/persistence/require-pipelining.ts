import type { Client } from 'pg';
import type { DataSource } from 'typeorm';

const LONGEST_MS = 5_000;

/** Throws where what is between here and PostgreSQL does not answer two statements that are on their way at once. */
export async function requirePipelining(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as Client;
    // What comes too late ends the connection, or nobody could wait for the end of the pool.
    const ask = { text: '/* require-pipelining */ select', query_timeout: LONGEST_MS };
    await Promise.all([client.query(ask), client.query(ask)]);
  } finally {
    await runner.release();
  }
}
