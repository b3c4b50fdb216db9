import { createLogger, hideSecrets } from '../bootstrap/logger';
import { readEnvironment } from '../config/environment';
import type { Command } from './command';
import { commandHelp, programHelp } from './help-text';
import { parseOptions } from './parse-options';
import { UsageError } from './usage-error';

export interface Terminal {
  /** Standard output: results and help that was asked for. */
  out(line: string): void;
  /** Standard error: everything else. */
  error(line: string): void;
}

/** Runs a command line and answers the exit code: 0 done, 1 failed, 2 not understood. */
export async function runCommandLine(
  commands: readonly Command[],
  args: readonly string[],
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  try {
    await run(commands, args, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) {
      terminal.error(`muster: ${hideSecrets(sentenceOf(error))}`);
      return 1;
    }
    const program = error.command === null ? 'muster' : `muster ${error.command}`;
    terminal.error(`${program}: ${error.message}\n${program} --help tells more.`);
    return 2;
  }
}

async function run(commands: readonly Command[], args: readonly string[], terminal: Terminal): Promise<void> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h') return terminal.out(programHelp(commands));
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw unknownCommand(commands, name);
  const values = parseOptions(command, rest);
  if (values === null) return terminal.out(commandHelp(command));
  const environment = readEnvironment();
  await command.run(values, {
    environment,
    logger: createLogger(environment, 'stderr'),
    print: (line) => terminal.out(line),
    remark: (line) => terminal.error(line),
  });
}

function unknownCommand(commands: readonly Command[], name: string | undefined): UsageError {
  const problem = name === undefined ? 'Name a command' : `Unknown command "${name}"`;
  return new UsageError(`${problem}; there are ${commands.map((command) => command.name).join(', ')}.`);
}

/** Network errors come as an AggregateError with an empty message. */
function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return sentenceOf(error.errors[0]);
  const message = error instanceof Error ? error.message : String(error);
  return message === '' ? 'An unknown error.' : message;
}
