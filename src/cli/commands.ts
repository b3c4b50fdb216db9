import { bootstrapCommand } from './bootstrap.command';
import type { Command } from './command';
import { demoCommand } from './demo.command';
import { importCommand } from './import.command';
import { migrateCommand } from './migrate.command';
import { serveCommand } from './serve.command';
import { tokenCommand } from './token.command';
import { tokensCommand } from './tokens.command';
import { workerCommand } from './worker.command';

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  serveCommand,
  workerCommand,
  migrateCommand,
  bootstrapCommand,
  tokenCommand,
  tokensCommand,
  importCommand,
  demoCommand,
];
