import type { DatabaseServer } from './database-server';
import { floorStatements, prepareFloor, writeFloor } from './floor';
import { createKeyedTable, keyedContents, writeKeyed } from './keyed-table';
import { openClient } from './open-client';
import type { CallPair, Recording } from './recording';
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

/** The product over HTTP: milliseconds as the client sees them, and the server's peak of memory. */
export async function measureProduct({ server, url }: Arena, calls: CallPair): Promise<{ ms: number; rssMb?: number }> {
  const product = await ServerProcess.start(url);
  calls.warmUp.check(await calls.warmUp.send(product.url));
  await server.checkpoint();
  const { value, ms } = await time(() => calls.measured.send(product.url));
  calls.measured.check(value);
  const rssMb = product.peakRssMb();
  await product.stop();
  return rssMb === undefined ? { ms } : { ms, rssMb };
}

export async function measureFloor({ server, url }: Arena, recording: Recording): Promise<number> {
  const warmUp = floorStatements(recording.warmUp);
  const measured = floorStatements(recording.measured);
  const client = await openClient(url);
  await prepareFloor(client);
  await writeFloor(client, warmUp);
  await server.checkpoint();
  const { ms } = await time(() => writeFloor(client, measured));
  await client.end();
  return ms;
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
