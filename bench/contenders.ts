import type { BulkRequest } from './bulk-request';
import type { DatabaseServer } from './database-server';
import { floorStatements, prepareFloor, writeFloor } from './floor';
import { createKeyedTable, keyedContents, writeKeyed } from './keyed-table';
import { openClient } from './open-client';
import type { CallPair, Recording } from './recording';
import { openRowLoop, runRowLoop, type RowLoopScope } from './row-loop';
import type { Selections } from './selections';
import { ServerProcess } from './server-process';
import type { TableChanges } from './table-changes';
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
  const [time] = await measureCalls(arena, warmUp, [measured]);
  if (time === undefined) throw new Error('The call was not measured.');
  return time;
}

/** Of each call the milliseconds, and the peak of memory up to then. */
export async function measureCalls(
  { server, url }: Arena,
  warmUp: BulkRequest,
  calls: readonly BulkRequest[],
): Promise<readonly ProductTime[]> {
  const product = await ServerProcess.start(url);
  warmUp.check(await warmUp.send(product.url));
  const times: ProductTime[] = [];
  for (const call of calls) {
    await server.checkpoint();
    const { value, ms } = await time(() => call.send(product.url));
    call.check(value);
    const rssMb = product.peakRssMb();
    times.push(rssMb === undefined ? { ms } : { ms, rssMb });
  }
  await product.stop();
  return times;
}

export async function measureFloor(arena: Arena, { warmUp, measured }: Recording): Promise<number> {
  const [ms] = await measureFloors(arena, warmUp, [measured]);
  if (ms === undefined) throw new Error('The floor was not measured.');
  return ms;
}

/** The milliseconds of each write. */
export async function measureFloors(
  { server, url }: Arena,
  warmUp: readonly TableChanges[],
  writes: readonly (readonly TableChanges[])[],
): Promise<readonly number[]> {
  const first = floorStatements(warmUp);
  const prepared = writes.map(floorStatements);
  const client = await openClient(url);
  await prepareFloor(client);
  await writeFloor(client, first);
  const times: number[] = [];
  for (const statements of prepared) {
    await server.checkpoint();
    times.push((await time(() => writeFloor(client, statements))).ms);
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
