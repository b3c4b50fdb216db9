import { cpus } from 'node:os';
import { ATTRIBUTE_CASES, type AttributeCase } from './attribute-cases';
import { measureAttribute } from './attribute-measurement';
import { insertAttributeRows } from './attribute-rows';
import { attributeTable, type AttributeRow } from './attribute-table';
import type { Bench, BenchReport } from './bench';
import { DatabaseServer } from './database-server';
import { OptionError, type BenchOptions } from './options';
import { buildTemplate } from './template';

/** As few as have enough issues of each kind: what is measured is a call, and its clones are most of the time. */
const ISSUES = 80_000;
const SIZES = [1_000, 10_000];
const ROUNDS = 3;

/** Every attribute and form by itself, beside the least that its writes can cost. */
export const attributes: Bench = { summary: 'every attribute and form on 1,000 and 10,000 of 80,000 issues', run };

async function run(options: BenchOptions): Promise<BenchReport> {
  const cases = chosen(options.cases);
  const [rounds, sizes] = [options.rounds ?? ROUNDS, options.issues ?? SIZES];
  const server = await DatabaseServer.open();
  try {
    const version = await server.version();
    const template = await buildTemplate(server, ISSUES, insertAttributeRows);
    const rows: AttributeRow[] = [];
    for (const attribute of cases)
      rows.push(...(await measureAttribute({ server, template, rounds, sizes }, attribute)));
    return {
      rows: rows.map((row) => ({ ...row })),
      text: attributeTable(rows, { rounds, version, cores: cpus().length, of: ISSUES }),
    };
  } finally {
    await server.close();
  }
}

/** The cases whose names begin with one of the texts; throws OptionError where a text fits none. */
function chosen(beginnings: readonly string[] | null): readonly AttributeCase[] {
  if (beginnings === null) return ATTRIBUTE_CASES;
  const fits = (beginning: string): readonly AttributeCase[] =>
    ATTRIBUTE_CASES.filter(({ name }) => name.startsWith(beginning));
  const stranger = beginnings.find((beginning) => fits(beginning).length === 0);
  if (stranger === undefined)
    return ATTRIBUTE_CASES.filter((one) => beginnings.some((text) => fits(text).includes(one)));
  const names = ATTRIBUTE_CASES.map(({ name }) => name).join('\n  ');
  throw new OptionError(`--cases has "${stranger}", with which no case begins:\n  ${names}`);
}
