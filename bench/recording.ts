import type { BulkRequest } from './bulk-request';
import { openClient } from './open-client';
import { ServerProcess } from './server-process';
import { takeSnapshot, type SnapshotScope, type TableRows } from './snapshot';
import { changesBetween, type TableChanges } from './table-changes';
import { WireCounter } from './wire-counter';

/** What the product's calls did to the tables, and with which statements. */
export interface Recording {
  readonly warmUp: readonly TableChanges[];
  readonly measured: readonly TableChanges[];
  /** Of the measured call, BEGIN and COMMIT included. */
  readonly statements: readonly string[];
}

export interface CallPair {
  readonly warmUp: BulkRequest;
  readonly measured: BulkRequest;
}

/** Makes both calls on the database without a clock, and notes what they leave behind. */
export async function recordCalls(url: string, calls: CallPair, scope: SnapshotScope): Promise<Recording> {
  const wire = await WireCounter.start(url);
  const server = await ServerProcess.start(wire.url);
  const client = await openClient(url);
  const look = (): Promise<readonly TableRows[]> => takeSnapshot(client, scope);
  const start = await look();
  calls.warmUp.check(await calls.warmUp.send(server.url));
  const warm = await look();
  wire.reset();
  calls.measured.check(await calls.measured.send(server.url));
  const statements = wire.longest();
  const end = await look();
  await client.end();
  await server.stop();
  await wire.stop();
  return { warmUp: changesBetween(start, warm), measured: changesBetween(warm, end), statements };
}
