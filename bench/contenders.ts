import { sendInTurn, type MeasuredRequest } from './bulk-request';
import type { DatabaseServer } from './database-server';
import { floorStatements, prepareFloor, writeFloor } from './floor';
import { createKeyedTable, keyedContents, writeKeyed } from './keyed-table';
import { openClient } from './open-client';
import { alone, type CallPair, type RecordedWrites, type Recording } from './recording';
import { openRowLoop, runRowLoop, type RowLoopScope } from './row-loop';
import type { Selections } from './selections';
import { ServerProcess } from './server-process';
import { time } from './time';

/** What is measured works on a clone of its own, after a warm-up on other issues and a checkpoint. */
export interface Arena {
  readonly server: DatabaseServer;
  /** Of the clone. */
  readonly url: string;
}

/** Milliseconds of a call; the memory is unknown where the system does not tell. */
export interface ProductTime {
  readonly ms: number;
  readonly rssMb?: number;
}

/** The product over HTTP: milliseconds as the client sees them, and the server's peak of memory. */
export async function measureProduct(arena: Arena, { warmUp, measured }: CallPair): Promise<ProductTime> {
  const [time] = await measureCalls(arena, warmUp, [alone(measured)]);
  if (time === undefined) throw new Error('The call was not measured.');
  return time;
}

/** Of each call the milliseconds, and the peak of memory up to then. */
export async function measureCalls(
  { server, url }: Arena,
  warmUp: MeasuredRequest,
  calls: readonly MeasuredRequest[],
): Promise<readonly ProductTime[]> {
  const product = await ServerProcess.startWithoutJobs(url);
  await sendInTurn(product.url, [...warmUp.before, warmUp.measured]);
  const times: ProductTime[] = [];
  for (const { before, measured } of calls) {
    const previous = await sendInTurn(product.url, before);
    await server.checkpoint();
    const { value, ms } = await time(() => measured.send(product.url, previous));
    measured.check(value);
    const rssMb = product.peakRssMb();
    times.push(rssMb === undefined ? { ms } : { ms, rssMb });
  }
  await product.stop();
  return times;
}

export async function measureFloor(arena: Arena, { warmUp, measured }: Recording): Promise<number> {
  const [ms] = await measureFloors(arena, warmUp, [{ before: [], changes: measured }]);
  if (ms === undefined) throw new Error('The floor was not measured.');
  return ms;
}

/** The milliseconds of each write. */
export async function measureFloors(
  { server, url }: Arena,
  warmUp: RecordedWrites,
  writes: readonly RecordedWrites[],
): Promise<readonly number[]> {
  const prepared = writes.map(({ before, changes }) => ({
    before: floorStatements(before),
    measured: floorStatements(changes),
  }));
  const client = await openClient(url);
  await prepareFloor(client);
  await writeFloor(client, floorStatements(warmUp.before));
  await writeFloor(client, floorStatements(warmUp.changes));
  const times: number[] = [];
  for (const { before, measured } of prepared) {
    await writeFloor(client, before);
    await server.checkpoint();
    times.push((await time(() => writeFloor(client, measured))).ms);
  }
  await client.end();
  return times;
}

export async function measureKeyed({ server, url }: Arena, recording: Recording): Promise<number> {
  const contents = keyedContents(recording.measured);
  const client = await openClient(url);
  await createKeyedTable(client);
  await server.checkpoint();
  const { ms } = await time(() => writeKeyed(client, contents));
  await client.end();
  return ms;
}

export async function measureLoop(arena: Arena, selections: Selections, scope: RowLoopScope): Promise<number> {
  const dataSource = await openRowLoop(arena.url);
  await runRowLoop(dataSource, selections.warmUp.slice(0, 10), scope);
  await arena.server.checkpoint();
  const { ms } = await time(() => runRowLoop(dataSource, selections.measured, scope));
  await dataSource.destroy();
  return ms;
}
