import { cpus } from 'node:os';
import type { Bench, BenchReport } from './bench';
import { DatabaseServer } from './database-server';
import type { BenchOptions } from './options';
import { progress } from './progress';
import { SEARCH_CASES } from './search-cases';
import { measurePages, measureUpdate, type SearchArena, type SearchRow } from './search-measurement';
import { openClient } from './open-client';
import { searchTable } from './search-table';
import { ServerProcess } from './server-process';
import { buildTemplate } from './template';
import { insertSearchRows } from './template-search';

const ISSUES = 1_000_000;
const ROUNDS = 5;

/** Searches of the web app: the first page as a client sees it, and a call that changes 1,000 of what is found. */
export const search: Bench = { summary: 'first pages and updates of 1,000 by searches among 1,000,000 issues', run };

async function run({ issues, rounds: given }: BenchOptions): Promise<BenchReport> {
  const rounds = given ?? ROUNDS;
  const server = await DatabaseServer.open();
  try {
    const of = issues?.[0] ?? ISSUES;
    const template = await buildTemplate(server, of, insertSearchRows);
    const url = server.url(template.name);
    const rows = await measureOn(url, { template, rounds });
    const version = await server.version();
    return {
      rows: rows.map(({ plan: _, sqlMs: __, ...row }) => row),
      text: searchTable(rows, { rounds, version, cores: cpus().length, of }),
    };
  } finally {
    await server.close();
  }
}

async function measureOn(url: string, given: Pick<SearchArena, 'template' | 'rounds'>): Promise<readonly SearchRow[]> {
  const client = await openClient(url);
  const product = await ServerProcess.startWithoutJobs(url);
  try {
    return await measureAll({ ...given, client, url: product.url });
  } finally {
    await product.stop();
    await client.end();
  }
}

/** All pages first, since the updates change what is found. */
async function measureAll(arena: SearchArena): Promise<readonly SearchRow[]> {
  const pages = [];
  for (const searchCase of SEARCH_CASES) {
    const page = await measurePages(arena, searchCase);
    progress(JSON.stringify(page));
    pages.push({ searchCase, page });
  }
  const rows: SearchRow[] = [];
  for (const { searchCase, page } of pages) {
    const updateMs = await measureUpdate(arena, searchCase);
    progress(`update by ${searchCase.query}: ${updateMs} ms`);
    rows.push({ ...page, updateMs });
  }
  return rows;
}
