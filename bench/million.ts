import { cpus } from 'node:os';
import type { Bench, BenchReport } from './bench';
import { DatabaseServer } from './database-server';
import {
  extrapolateLoop,
  measureBesideFloors,
  measureSmallCalls,
  measureWorkers,
  type MillionSetting,
} from './million-measurement';
import { selectMillion } from './million-selection';
import { countStatements } from './million-statements';
import { millionTable, type MillionRow } from './million-table';
import type { BenchOptions } from './options';
import { tenths } from './median';
import { buildTemplate } from './template';

const ISSUES = 1_000_000;
const OF = 3_000_000;

/** One asynchronous operation on very many issues, and its undo. */
export const million: Bench = { summary: 'resolve and undo 1,000,000 of 3,000,000 issues by a job', run };

async function run({ issues, of: given, cases }: BenchOptions): Promise<BenchReport> {
  const of = given ?? OF;
  const server = await DatabaseServer.open();
  try {
    const version = await server.version();
    const template = await buildTemplate(server, of);
    const selections = await selectMillion(server, template, issues?.[0] ?? ISSUES);
    const isWanted = (name: string): boolean => cases?.some((beginning) => name.startsWith(beginning)) ?? true;
    const rows = await measureAll({ server, template, selections, isWanted });
    return {
      rows: rows.map((row) => ({ ...row })),
      text: millionTable(rows, { version, cores: cpus().length, of }),
    };
  } finally {
    await server.close();
  }
}

async function measureAll(setting: MillionSetting): Promise<readonly MillionRow[]> {
  const statements = await countStatements(setting);
  const loopMs = tenths(await extrapolateLoop(setting));
  const [resolve, ...others] = [
    ...(await measureBesideFloors(setting)),
    ...(await measureWorkers(setting, 2)),
    await measureSmallCalls(setting),
  ];
  const rows = [{ ...resolve, loopMs }, ...others];
  return rows.map((row) => ({ ...row, statements: row.case === 'undo' ? statements.undo : statements.resolve }));
}
