import type { Logger } from 'pino';
import type { Environment } from '../config/environment';

export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly description: string;
  /** What stands for the value in the help, for example SLUG. */
  readonly placeholder?: string;
  readonly required?: true;
  /** Given without its name, as an argument. */
  readonly positional?: true;
}

export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** A flag is false where it is absent; only a required text is sure to be there. */
export type OptionValues<Options extends CommandOptions> = {
  readonly [Name in keyof Options]: Options[Name]['type'] extends 'boolean'
    ? boolean
    : Options[Name] extends { required: true }
      ? string
      : string | undefined;
};

export interface CommandContext {
  readonly environment: Environment;
  /** Writes to stderr. */
  readonly logger: Logger;
  /** Writes a line of the result to stdout. */
  print(line: string): void;
  /** Writes a remark for people to stderr. */
  remark(line: string): void;
}

/** What the command line gave, by option. */
export type ParsedValues = Readonly<Record<string, string | boolean | undefined>>;

interface CommandText<Options extends CommandOptions> {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Paragraphs, for the command's own help. */
  readonly description: string;
  readonly options: Options;
}

/** One subcommand of `muster`. */
export interface Command extends CommandText<CommandOptions> {
  run(values: ParsedValues, context: CommandContext): Promise<void>;
}

interface TypedCommand<Options extends CommandOptions> extends CommandText<Options> {
  run(values: OptionValues<Options>, context: CommandContext): Promise<void>;
}

/** Lets `run` know the types of the options' values; the parser sees to it that they are these. */
export function defineCommand<const Options extends CommandOptions>(command: TypedCommand<Options>): Command {
  return { ...command, run: (values, context) => command.run(values as OptionValues<Options>, context) };
}
