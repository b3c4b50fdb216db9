import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** One JSON object on stdout and nothing else. */
  readonly json: boolean;
  /** Sizes of the selections; null: those of the bench. */
  readonly issues: readonly number[] | null;
  /** Issues in the database; null: those of the bench. */
  readonly of: number | null;
  /** How often everything is measured, and the median counts; null: as often as the bench finds needful. */
  readonly rounds: number | null;
  /** Beginnings of the names of the cases to be measured; null: all. */
  readonly cases: readonly string[] | null;
}

/** What was typed cannot be understood. */
export class OptionError extends Error {}

/** The bench's name and the options after it; throws OptionError naming what is wrong. */
export function readOptions(args: readonly string[]): { readonly name: string | undefined; options: BenchOptions } {
  const { values, positionals } = parse(args);
  const issues = values.issues?.split(',').map((text) => wholeNumber('issues', text)) ?? null;
  const of = values.of === undefined ? null : wholeNumber('of', values.of);
  const rounds = values.rounds === undefined ? null : wholeNumber('rounds', values.rounds);
  const options = { json: values.json, issues, of, rounds, cases: values.cases?.split(',') ?? null };
  return { name: positionals[0], options };
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new OptionError(`--${option} is "${text}"; it must be a whole number greater than 0.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        issues: { type: 'string' },
        of: { type: 'string' },
        rounds: { type: 'string' },
        cases: { type: 'string' },
      },
    });
  } catch (error) {
    throw new OptionError((error as Error).message);
  }
}
