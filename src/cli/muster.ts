#!/usr/bin/env node
import 'reflect-metadata';
import { COMMANDS } from './commands';
import { runCommandLine } from './run-command-line';

void runCommandLine(COMMANDS, process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
