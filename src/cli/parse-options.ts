import { parseArgs } from 'node:util';
import type { Command, CommandOption, CommandOptions, ParsedValues } from './command';
import { UsageError } from './usage-error';

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

const HELP: CommandOption = { type: 'boolean', description: 'Show this help.' };

/** All options of a command, `--help` included. */
export function optionsOf(command: Command): CommandOptions {
  return { ...command.options, help: HELP };
}

/** The values of a command's options; null where help is asked for. Throws UsageError naming what is wrong and what is allowed. */
export function parseOptions(command: Command, args: readonly string[]): ParsedValues | null {
  const options = optionsOf(command);
  // Not strict: its messages do not say what is allowed.
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string | true>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      const name = Object.keys(options).find((one) => options[one]?.positional && !given.has(one));
      if (name === undefined) throw refuse(command, `Unexpected argument "${token.value}".`);
      given.set(name, token.value);
      continue;
    }
    const name = token.rawName === '-h' ? 'help' : token.name;
    given.set(name, valueOf(command, Object.hasOwn(options, name) ? options[name] : undefined, token));
  }
  if (given.has('help')) return null;
  const missing = Object.keys(options).filter((name) => options[name]?.required && !given.has(name));
  if (missing.length > 0)
    throw refuse(command, `Missing ${missing.map((name) => nameOf(name, options[name])).join(', ')}.`);
  const names = Object.keys(command.options);
  return Object.fromEntries(names.map((name) => [name, given.get(name) ?? absent(options[name])]));
}

function valueOf(command: Command, option: CommandOption | undefined, token: OptionToken): string | true {
  const { rawName, value, inlineValue } = token;
  if (option === undefined || option.positional) {
    const named = Object.entries(optionsOf(command)).filter(([, { positional }]) => !positional);
    const allowed = named.map(([name]) => `--${name}`);
    throw refuse(command, `Unknown option ${rawName}. Allowed: ${allowed.join(', ')}.`);
  }
  if (option.type === 'boolean') {
    if (value !== undefined) throw refuse(command, `${rawName} takes no value.`);
    return true;
  }
  const looksLikeOption = inlineValue === false && value.startsWith('-');
  if (value === undefined || looksLikeOption) throw refuse(command, `${rawName} needs a value.`);
  return value;
}

function nameOf(name: string, option: CommandOption | undefined): string {
  return option?.positional ? (option.placeholder ?? name) : `--${name}`;
}

function absent(option: CommandOption | undefined): false | undefined {
  return option?.type === 'boolean' ? false : undefined;
}

function refuse(command: Command, message: string): UsageError {
  return new UsageError(message, command.name);
}
