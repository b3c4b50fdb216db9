import { cpus } from 'node:os';
import type { Client } from 'pg';
import type { Bench, BenchReport } from './bench';
import type { CloneSource } from './clones';
import { DatabaseServer } from './database-server';
import { measureBesideMutations } from './ingest-beside-mutations';
import { EVENT_ORGANIZATION, EVENT_TARGET, measureCopy, measureSaturation } from './ingest-measurement';
import { ingestTable, type IngestRow } from './ingest-table';
import { median, tenths } from './median';
import type { BenchOptions } from './options';
import { progress } from './progress';
import { buildTemplate } from './template';

const CONNECTIONS = [1, 16, 64];
/** Beside events at a pace, or as fast as the server takes them; made by the server of the events, or by another one. */
const MUTATIONS = [
  ['mutations', { load: 'paced', elsewhere: false }],
  ['mutations elsewhere', { load: 'paced', elsewhere: true }],
  ['mutations full', { load: 'full', elsewhere: false }],
  ['mutations elsewhere full', { load: 'full', elsewhere: true }],
] as const;
const ISSUES = 10_000;
const ROUNDS = 3;

/** Events over HTTP, as fast as the server takes them, and beside mutations. */
export const ingest: Bench = { summary: 'events a second at 1, 16 and 64 connections, and beside mutations', run };

async function run(options: BenchOptions): Promise<BenchReport> {
  const rounds = options.rounds ?? ROUNDS;
  const issues = options.issues?.[0] ?? ISSUES;
  const server = await DatabaseServer.open();
  try {
    const template = await buildTemplate(server, issues, insertEventOrganization);
    const measured: IngestRow[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      measured.push(...(await measureRound({ server, template }, { ...options, issues: [issues] })));
      progress(`round ${round} of ${rounds}`);
    }
    const rows = medians(measured);
    const version = await server.version();
    return {
      rows: rows.map((row) => ({ ...row })),
      text: ingestTable(rows, { rounds, version, cores: cpus().length }),
    };
  } finally {
    await server.close();
  }
}

async function measureRound(source: CloneSource, { cases, issues }: BenchOptions): Promise<readonly IngestRow[]> {
  const isWanted = (name: string): boolean => cases?.some((beginning) => name.startsWith(beginning)) ?? true;
  const rows: IngestRow[] = [];
  if (isWanted('events')) {
    for (const connections of CONNECTIONS) rows.push(await measureEvents(source, connections));
  }
  for (const [name, wish] of MUTATIONS) {
    if (!isWanted(name)) continue;
    const measured = await measureBesideMutations(source, { issues: issues?.[0] ?? ISSUES, ...wish });
    const { alone, beside, mutationMs, connections } = measured;
    const { eventsPerSecond, p99Ms } = beside;
    const { eventsPerSecond: alonePerSecond, p99Ms: aloneP99Ms } = alone;
    rows.push({ case: name, connections, eventsPerSecond, p99Ms, alonePerSecond, aloneP99Ms, mutationMs });
  }
  for (const row of rows) progress(JSON.stringify(row));
  return rows;
}

async function measureEvents(source: CloneSource, connections: number): Promise<IngestRow> {
  const { clone, ...batches } = await measureSaturation(source, { connections, recording: 'batches' });
  const copyPerSecond = await measureCopy(source, clone);
  await source.server.drop(clone);
  const perEvent = await measureSaturation(source, { connections, recording: 'perEvent' });
  await source.server.drop(perEvent.clone);
  const { eventsPerSecond, p99Ms, serverCpu, databaseCpu, loadCpu } = batches;
  return {
    ...{ case: 'events', connections, eventsPerSecond, p99Ms, copyPerSecond, serverCpu, databaseCpu, loadCpu },
    perEventTransactionPerSecond: perEvent.eventsPerSecond,
    perEventTransactionP99Ms: perEvent.p99Ms,
  };
}

/** One row a case and number of connections, each number the median of the rounds. */
function medians(rows: readonly IngestRow[]): readonly IngestRow[] {
  const cases = new Map<string, IngestRow[]>();
  for (const row of rows) {
    const key = `${row.case} ${row.connections}`;
    cases.set(key, [...(cases.get(key) ?? []), row]);
  }
  return [...cases.values()].map((same) => {
    const of = (column: Exclude<keyof IngestRow, 'case' | 'connections'>): number | undefined =>
      tenths(median(same.flatMap((row) => row[column] ?? [])));
    const [first] = same;
    return {
      ...{ case: first?.case ?? '', connections: first?.connections ?? 0 },
      ...{ eventsPerSecond: of('eventsPerSecond'), copyPerSecond: of('copyPerSecond') },
      perEventTransactionPerSecond: of('perEventTransactionPerSecond'),
      ...{ p99Ms: of('p99Ms'), perEventTransactionP99Ms: of('perEventTransactionP99Ms') },
      ...{ alonePerSecond: of('alonePerSecond'), aloneP99Ms: of('aloneP99Ms'), mutationMs: of('mutationMs') },
      ...{ serverCpu: of('serverCpu'), databaseCpu: of('databaseCpu'), loadCpu: of('loadCpu') },
    };
  });
}

/** Events alone are for it, so that all its rows but these come from a measurement. */
async function insertEventOrganization(client: Client): Promise<void> {
  const { projectId, publicKey } = EVENT_TARGET;
  await client.query(`insert into organizations (id, slug, name) values ($1, 'events', 'Events')`, [
    EVENT_ORGANIZATION,
  ]);
  await client.query(
    `insert into projects (organization_id, id, slug, name, platform) values ($1, $2, 'shop', 'Shop', 'node')`,
    [EVENT_ORGANIZATION, projectId],
  );
  await client.query('insert into project_keys (organization_id, project_id, public_key) values ($1, $2, $3)', [
    EVENT_ORGANIZATION,
    projectId,
    publicKey,
  ]);
}
