import type { BulkRequest } from './bulk-request';
import { openClient } from './open-client';
import { ServerProcess } from './server-process';
import { takeSnapshot, type SnapshotScope } from './snapshot';
import { changesBetween, type TableChanges } from './table-changes';
import { WireCounter } from './wire-counter';

/** What the product's calls did to the tables, and with which statements. */
export interface Recording {
  readonly warmUp: readonly TableChanges[];
  readonly measured: readonly TableChanges[];
  /** Of the measured call, BEGIN and COMMIT included. */
  readonly statements: readonly string[];
}

/** What one call did. */
export interface RecordedCall {
  readonly changes: readonly TableChanges[];
  /** BEGIN and COMMIT included. */
  readonly statements: readonly string[];
}

export interface CallPair {
  readonly warmUp: BulkRequest;
  readonly measured: BulkRequest;
}

/** Makes both calls on the database without a clock, and notes what they leave behind. */
export async function recordCalls(url: string, calls: CallPair, scope: SnapshotScope): Promise<Recording> {
  const [warmUp, measured] = await recordEach(url, [calls.warmUp, calls.measured], scope);
  if (warmUp === undefined || measured === undefined) throw new Error('A call was not recorded.');
  return { warmUp: warmUp.changes, measured: measured.changes, statements: measured.statements };
}

/** Makes the calls one after the other without a clock, and notes what each leaves behind. */
export async function recordEach(
  url: string,
  calls: readonly BulkRequest[],
  scope: SnapshotScope,
): Promise<readonly RecordedCall[]> {
  const wire = await WireCounter.start(url);
  const server = await ServerProcess.start(wire.url);
  const client = await openClient(url);
  const recorded: RecordedCall[] = [];
  let before = await takeSnapshot(client, scope);
  for (const call of calls) {
    wire.reset();
    call.check(await call.send(server.url));
    const statements = wire.longest();
    const after = await takeSnapshot(client, scope);
    recorded.push({ changes: changesBetween(before, after), statements });
    before = after;
  }
  await client.end();
  await server.stop();
  await wire.stop();
  return recorded;
}
