import { readdirSync, readFileSync } from 'node:fs';
import type { Client } from 'pg';

/** Linux counts in hundredths of a second. */
const MS_A_TICK = 10;

interface Stat {
  readonly parent: number;
  /** Of the process itself. */
  readonly ms: number;
  /** Of its children that have ended. */
  readonly endedMs: number;
}

/** The processor time that a process has used so far; undefined where the system does not tell. */
export function cpuOfProcess(pid: number): number | undefined {
  return statOf(pid)?.ms;
}

/** Tells the processor time that PostgreSQL has used so far, all its processes together; undefined where it is not here. */
export async function databaseCpu(client: Client): Promise<() => number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const backend = statOf(rows[0]?.pid ?? 0);
  const isHere = backend !== undefined && commandOf(backend.parent).startsWith('postgres');
  return () => (isHere ? cpuOfFamily(backend.parent) : undefined);
}

function cpuOfFamily(parent: number): number {
  const children = readdirSync('/proc')
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === parent);
  return children.reduce((sum, stat) => sum + (stat?.ms ?? 0), statOf(parent)?.endedMs ?? 0);
}

function commandOf(pid: number): string {
  return /\((.*)\)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? '';
}

function statOf(pid: number): Stat | undefined {
  const text = read(`/proc/${pid}/stat`);
  // The command before may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 15) return undefined;
  const ticks = (index: number): number => Number(fields[index]) * MS_A_TICK;
  return { parent: Number(fields[1]), ms: ticks(11) + ticks(12), endedMs: ticks(13) + ticks(14) };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
