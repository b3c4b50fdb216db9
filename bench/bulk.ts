import { cpus } from 'node:os';
import type { Bench, BenchReport } from './bench';
import { bulkTable, type BulkRow } from './bulk-table';
import { measureCase, type BulkCase } from './bulk-measurement';
import { DatabaseServer } from './database-server';
import type { BenchOptions } from './options';
import { buildTemplate } from './template';

const ISSUES = 400_000;
const SIZES = [1, 100, 1_000, 10_000];
const ROUNDS = 5;

const CASES: readonly BulkCase[] = [
  { name: 'resolve + assign', assignee: 'member' },
  { name: 'resolve + assign to self', assignee: 'owner' },
];

/** Resolve and assign in one call, beside the least that its writes can cost and beside the reference's row by row. */
export const bulk: Bench = { summary: 'resolve and assign 1 to 10,000 of 400,000 issues in one call', run };

async function run({ issues, rounds: given }: BenchOptions): Promise<BenchReport> {
  const rounds = given ?? ROUNDS;
  const server = await DatabaseServer.open();
  try {
    const version = await server.version();
    const template = await buildTemplate(server, ISSUES);
    const rows: BulkRow[] = [];
    for (const bulkCase of CASES) {
      for (const size of issues ?? SIZES) {
        rows.push(await measureCase({ server, template, rounds }, bulkCase, size));
      }
    }
    return {
      rows: rows.map((row) => ({ ...row })),
      text: bulkTable(rows, { rounds, version, cores: cpus().length, of: ISSUES }),
    };
  } finally {
    await server.close();
  }
}
