#!/usr/bin/env node
import 'reflect-metadata';
// Before everything that it instruments.
import '../bootstrap/telemetry/start-telemetry';
import { COMMANDS } from './commands';
import { runCommandLine } from './run-command-line';

void runCommandLine(COMMANDS, process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
