import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { ISSUE_ROWS } from '../../bench/template-issues';
import { insertOrganization } from '../../bench/template-organization';
import { migrate } from '../../src/persistence/migrate';
import { catalogOf } from '../support/catalog';
import { databaseUrl } from '../support/database-url';
import { MANY_ROWS } from '../support/migrations/many-rows';
import { changeIssues, recordEvent } from '../support/migrations/transactions';
import { Writer } from '../support/migrations/writer';
import { migrateInPart } from '../support/older-database';
import { useTestDatabase } from '../support/test-database';

const ISSUES = Number(process.env['MIGRATED_ISSUES'] ?? 3_000_000);
/** Organizations, issues, operations, marks: what the later migrations put columns and indexes on. */
const OLDER_MIGRATIONS = 4;
/** As long as the product waits for a lock before it begins again. */
const LONGEST_WAIT_MS = 2_000;

/** As migrations make it that find no rows. */
const expected = useTestDatabase();
const name = `${process.env['MUSTER_TEST_RUN']}_beside_writers`;

async function sizeOf(source: Pick<DataSource, 'query'>): Promise<string> {
  const [row] = await source.query<{ size: string }[]>(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  );
  return row?.size ?? '';
}

async function fill(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('set synchronous_commit = off');
  await insertOrganization(client, Buffer.alloc(32));
  for (const { text, counted } of ISSUE_ROWS) await client.query(text, counted ? [ISSUES] : []);
  for (const text of MANY_ROWS) await client.query(text, [Math.ceil(ISSUES / 3)]);
  await client.query('vacuum (analyze)');
  await client.end();
}

it(`migrations on ${ISSUES.toLocaleString('en')} issues keep no writer waiting for longer than ${LONGEST_WAIT_MS} ms`, async () => {
  await expected.query(`create database ${name}`);
  const url = databaseUrl(name);
  const source = await migrateInPart(url, OLDER_MIGRATIONS);
  await fill(url);
  const before = await sizeOf(source);
  const writers = await Promise.all([1, 2, 3, 4].map(() => Writer.open(url, LONGEST_WAIT_MS)));
  const transactions = [
    recordEvent(ISSUES, 1),
    recordEvent(ISSUES, 2),
    changeIssues(ISSUES, 3),
    changeIssues(ISSUES, 4),
  ];
  const writing = writers.map((writer, index) => writer.write(transactions[index] ?? recordEvent(ISSUES, 1)));
  const since = Date.now();
  const ran = await migrate(source);
  const seconds = Math.round((Date.now() - since) / 1000);
  for (const writer of writers) writer.end();
  await Promise.all(writing);
  const longest = Math.max(...writers.map(({ longestMs }) => longestMs));
  const written = writers.reduce((sum, writer) => sum + writer.written, 0);
  process.stdout.write(
    `  ${ran.length} migrations in ${seconds} s, ${written} transactions beside, longest ${longest} ms; ${before} before, ${await sizeOf(source)} after\n`,
  );

  expect(writers.flatMap(({ refused }) => refused)).toEqual([]);
  for (const writer of writers) expect(writer.written).toBeGreaterThan(10);
  expect(await catalogOf(source)).toEqual((await catalogOf(expected)).filter((line) => !/events_\d{8}/.test(line)));
  await source.destroy();
  await expected.query(`drop database ${name} with (force)`);
}, 3_600_000);
