import type { Command, CommandOption } from './command';
import { optionsOf } from './parse-options';

/** The help of the whole program. */
export function programHelp(commands: readonly Command[]): string {
  return [
    'Usage: muster COMMAND [options]',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'muster COMMAND --help tells more about a command.',
    'Settings come from the environment: DATABASE_URL names the PostgreSQL to use (without it an embedded one starts),',
    'HOST and PORT where the server listens, MUSTER_PUBLIC_URL how SDKs reach it, LOG_LEVEL what is logged.',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries(optionsOf(command));
  const required = options.filter(([, { required: isRequired }]) => isRequired);
  const usage = [...required.map(([name, option]) => flag(name, option)), '[options]'].join(' ');
  return [
    `Usage: muster ${command.name} ${usage}`,
    '',
    command.description,
    '',
    'Options:',
    ...columns(options.map(([name, option]) => [flag(name, option), option.description])),
  ].join('\n');
}

function flag(name: string, { placeholder, positional }: CommandOption): string {
  if (positional) return placeholder ?? name;
  return placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
