import 'reflect-metadata';
import type { Bench } from './bench';
import { attributes } from './attributes';
import { bulk } from './bulk';
import { http } from './http';
import { ingest } from './ingest';
import { million } from './million';
import { OptionError, readOptions } from './options';
import { search } from './search';
import { subscribers } from './subscribers';

const BENCHES: Readonly<Record<string, Bench>> = { bulk, attributes, search, ingest, subscribers, million, http };

async function main(): Promise<void> {
  const { name = '', options } = readOptions(process.argv.slice(2));
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (bench === undefined) {
    process.stderr.write(usage(name));
    process.exitCode = 2;
    return;
  }
  const { rows, text } = await bench.run(options);
  process.stdout.write(options.json ? `${JSON.stringify({ bench: name, rows })}\n` : `${text}\n`);
}

function usage(name: string): string {
  const width = Math.max(...Object.keys(BENCHES).map(({ length }) => length));
  const list = Object.entries(BENCHES).map(([key, { summary }]) => `  ${key.padEnd(width)}  ${summary}`);
  return [
    ...(name === '' ? [] : [`There is no bench "${name}".`]),
    'npm run bench -- NAME [--json] [--issues 1,100,1000,10000] [--of 3000000] [--rounds 5] [--cases resolve,assign]',
    ...list,
    'DATABASE_URL or TEST_DATABASE_URL names the PostgreSQL; without them an embedded one is started.',
    '',
  ].join('\n');
}

main().catch((error: Error) => {
  process.stderr.write(`bench: ${error instanceof OptionError ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
