import type { QueryRunner } from 'typeorm';

const NAME = /^create (?:unique )?index concurrently if not exists (\w+)\s+on /;

/**
 * Builds indexes on tables that others write to meanwhile, one after the other. For migrations with
 * `transaction = false`; it can be repeated, whatever was left of an attempt that was broken off.
 */
export async function createIndexes(runner: QueryRunner, definitions: readonly string[]): Promise<void> {
  const names = definitions.map((definition) => NAME.exec(definition)?.[1] ?? `no name in ${definition}`);
  const [{ usual }] = (await runner.query(`select current_setting('lock_timeout') as usual`)) as [{ usual: string }];
  // A build that waits for transactions to end keeps nobody from writing.
  await runner.query('set lock_timeout = 0');
  const halves = (await runner.query(
    `select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
     where not x.indisvalid and i.relname = any($1) and i.relnamespace = current_schema()::regnamespace`,
    [names],
  )) as { name: string }[];
  const statements = [...halves.map(({ name }) => `drop index concurrently if exists ${name}`), ...definitions];
  for (const text of statements) {
    // Each is a transaction of its own.
    // eslint-disable-next-line no-await-in-loop
    await runner.query(text);
  }
  await runner.query(`select set_config('lock_timeout', $1, false)`, [usual]);
}
