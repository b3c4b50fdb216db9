import { sendInTurn, type BulkRequest, type MeasuredRequest } from './bulk-request';
import { openClient } from './open-client';
import { ServerProcess } from './server-process';
import { takeSnapshot, type SnapshotScope } from './snapshot';
import { changesBetween, type TableChanges } from './table-changes';
import { WireCounter } from './wire-counter';

/** What the product's calls did to the tables, and with which statements. */
export interface Recording {
  readonly warmUp: RecordedWrites;
  readonly measured: readonly TableChanges[];
  /** Of the measured call, BEGIN and COMMIT included. */
  readonly statements: readonly string[];
}

/** The rows that a call wrote, and those that the requests before it wrote. */
export interface RecordedWrites {
  readonly before: readonly TableChanges[];
  readonly changes: readonly TableChanges[];
}

/** What one call did. */
export interface RecordedCall extends RecordedWrites {
  /** BEGIN and COMMIT included. */
  readonly statements: readonly string[];
}

export interface CallPair {
  readonly warmUp: MeasuredRequest;
  readonly measured: BulkRequest;
}

/** Makes both calls on the database without a clock, and notes what they leave behind. */
export async function recordCalls(url: string, calls: CallPair, scope: SnapshotScope): Promise<Recording> {
  const [warmUp, measured] = await recordEach(url, [calls.warmUp, alone(calls.measured)], scope);
  if (warmUp === undefined || measured === undefined) throw new Error('A call was not recorded.');
  return { warmUp, measured: measured.changes, statements: measured.statements };
}

/** Makes the calls one after the other without a clock, and notes what each leaves behind. */
export async function recordEach(
  url: string,
  calls: readonly MeasuredRequest[],
  scope: SnapshotScope,
): Promise<readonly RecordedCall[]> {
  const wire = await WireCounter.start(url);
  const server = await ServerProcess.startWithoutJobs(wire.url);
  const client = await openClient(url);
  const recorded: RecordedCall[] = [];
  let first = await takeSnapshot(client, scope);
  for (const { before, measured } of calls) {
    const previous = await sendInTurn(server.url, before);
    const second = before.length === 0 ? first : await takeSnapshot(client, scope);
    wire.reset();
    measured.check(await measured.send(server.url, previous));
    const statements = wire.longest();
    const third = await takeSnapshot(client, scope);
    recorded.push({ before: changesBetween(first, second), changes: changesBetween(second, third), statements });
    first = third;
  }
  await client.end();
  await server.stop();
  await wire.stop();
  return recorded;
}

/** A request that nothing must come before. */
export function alone(measured: BulkRequest): MeasuredRequest {
  return { before: [], measured };
}
