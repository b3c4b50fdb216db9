import { cpus } from 'node:os';
import type { Bench, BenchReport } from './bench';
import { onClone, requireSameArenas, type CloneSource } from './clones';
import type { Arena } from './contenders';
import { DatabaseServer } from './database-server';
import { mutationCase, pageCase } from './http-cases';
import { answersOf, CONNECTIONS, measureServer, type Contender, type HttpMeasurement } from './http-measurement';
import { httpTable, type HttpRow } from './http-table';
import { median, tenths } from './median';
import { openClient } from './open-client';
import type { BenchOptions } from './options';
import { progress } from './progress';
import { buildTemplate } from './template';

const ISSUES = 400_000;
const ROUNDS = 3;

/** A page of 50 issues and a mutation of one, beside a server that is written for these two requests alone. */
export const http: Bench = { summary: 'a page and a one-issue mutation beside a bare Fastify and Apollo server', run };

interface Measured extends HttpMeasurement {
  readonly contender: Contender;
}

async function run({ rounds: given, of, cases }: BenchOptions): Promise<BenchReport> {
  const rounds = given ?? ROUNDS;
  const server = await DatabaseServer.open();
  try {
    const source = { server, template: await buildTemplate(server, of ?? ISSUES) };
    await requireSameWork(source);
    const found = await onClone(source, 'http', (arena) => measureRounds(arena, source, { rounds, cases }));
    const rows = medians(found);
    const circumstances = { rounds, version: await server.version(), cores: cpus().length, connections: CONNECTIONS };
    return { rows: rows.map((row) => ({ ...row })), text: httpTable(rows, circumstances) };
  } finally {
    await server.close();
  }
}

async function measureRounds(
  arena: Arena,
  { template }: CloneSource,
  { rounds, cases }: { readonly rounds: number; readonly cases: BenchOptions['cases'] },
): Promise<readonly Measured[]> {
  const issues = (await plainIssues(arena.url)).values();
  const all = [pageCase(template), mutationCase(template, issues)];
  const wanted = all.filter(({ name }) => cases?.some((beginning) => name.startsWith(beginning)) ?? true);
  const measured: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const contenders: readonly Contender[] = round % 2 === 0 ? ['product', 'bare'] : ['bare', 'product'];
    for (const contender of contenders) {
      await arena.server.checkpoint();
      const found = await measureServer(arena, contender, wanted);
      for (const one of found) progress(`${contender}: ${JSON.stringify(one)}`);
      measured.push(...found.map((one) => ({ contender, ...one })));
    }
  }
  return measured;
}

/** Throws unless both answer the same and write the same rows. */
async function requireSameWork(source: CloneSource): Promise<void> {
  const { server, template } = source;
  const [issue = ''] = await plainIssues(server.url(template.name));
  await onClone(source, 'product', (product) =>
    onClone(source, 'bare', async (bare) => {
      const answers = await answersOf(product, 'product', { template, issue });
      const others = await answersOf(bare, 'bare', { template, issue });
      const at = answers.findIndex((answer, index) => answer !== others[index]);
      if (at >= 0) throw new Error(`The servers answer differently:\n${answers[at]}\n${others[at]}`);
      await requireSameArenas(product, bare, { organizationId: template.organizationId, issueIds: [issue] });
    }),
  );
  progress('both servers answer the same and write the same rows');
}

/** Issues whose resolution writes the same tables: unresolved, in the inbox, of nobody, and followed by nobody. */
async function plainIssues(url: string): Promise<readonly string[]> {
  const client = await openClient(url);
  const { rows } = await client.query<{ id: string }>(`
    select g.id from groups g
    where status = 'UNRESOLVED' and exists (select from group_inboxes where group_id = g.id)
      and not exists (select from group_assignees where group_id = g.id)
      and not exists (select from group_subscriptions where group_id = g.id)
    order by md5(g.id::text)`);
  await client.end();
  return rows.map(({ id }) => id);
}

function medians(measured: readonly Measured[]): readonly HttpRow[] {
  return [...new Set(measured.map((one) => one.case))].map((name) => {
    const of = (contender: Contender, column: 'requestsPerSecond' | 'p99Ms' | 'serverMs' | 'databaseMs') =>
      median(measured.flatMap((one) => (one.case === name && one.contender === contender ? (one[column] ?? []) : [])));
    return {
      case: name,
      requestsPerSecond: tenths(of('product', 'requestsPerSecond')),
      barePerSecond: tenths(of('bare', 'requestsPerSecond')),
      p99Ms: tenths(of('product', 'p99Ms')),
      bareP99Ms: tenths(of('bare', 'p99Ms')),
      serverMs: of('product', 'serverMs'),
      bareServerMs: of('bare', 'serverMs'),
      databaseMs: of('product', 'databaseMs'),
      bareDatabaseMs: of('bare', 'databaseMs'),
    };
  });
}
