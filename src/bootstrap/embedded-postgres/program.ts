import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Account } from './account';

export interface ProgramResult {
  readonly succeeded: boolean;
  /** What the program printed, or why it could not be started. */
  readonly output: string;
}

/** Runs a program to its end; never throws. */
export function runProgram(program: string, args: readonly string[], account: Account): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...account, cwd: rootFolder(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ succeeded: false, output: error.message }));
    child.once('close', (code) => resolve({ succeeded: code === 0, output: output.trim() }));
  });
}

/** A working directory that every account can enter; ours may be closed to it. */
export function rootFolder(): string {
  return parse(process.cwd()).root;
}

/** Whether a process of that id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
