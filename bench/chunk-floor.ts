import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChunkReader, openReader, snapshot } from './chunk-changes';
import { readChunks, type Chunk } from './chunks';
import type { DatabaseServer } from './database-server';
import { floorStatements, prepareFloor, writeFloor, type FloorStatement } from './floor';
import { openClient } from './open-client';
import { comparable } from './same-rows';
import { countRows } from './table-changes';
import { time } from './time';

/** Databases by their URLs. */
export interface FloorArena {
  readonly server: DatabaseServer;
  readonly organizationId: string;
  /** As it was before the operations. */
  readonly before: string;
  /** What the operations left. */
  readonly after: string;
  /** Where the same is written: as it was before them. */
  readonly floor: string;
}

export interface ChunkFloor {
  readonly ms: number;
  readonly chunks: number;
  readonly rows: number;
}

/** The statements of one chunk, in a file until its turn comes. */
interface WaitingChunk {
  readonly chunk: Chunk;
  readonly file: string;
  readonly rows: number;
}

/**
 * The least that the operation's writes can cost: the rows that each of its chunks left behind, written by one
 * connection in the same chunks, one transaction a chunk. The warm-up's rows are written first. The clock runs only while
 * PostgreSQL writes: every parameter was a finished text before.
 */
export async function measureChunkFloor(
  arena: FloorArena,
  { warmUpId, operationId }: { readonly warmUpId: string; readonly operationId: string },
): Promise<ChunkFloor> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-bench-'));
  try {
    const [first, second] = await chunksOf(arena, [warmUpId, operationId]);
    const reader = await ChunkReader.open(arena, first[0]?.xid ?? '0');
    const warmUp = await prepareChunks(reader, first, folder);
    const chunks = await prepareChunks(reader, second, folder);
    await reader.close();
    await writeChunks(arena.floor, warmUp);
    await arena.server.checkpoint();
    const ms = await writeChunks(arena.floor, chunks);
    await requireSameChunks(arena, reader, chunks);
    return { ms, chunks: chunks.length, rows: chunks.reduce((sum, { rows }) => sum + rows, 0) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function chunksOf(
  { after, organizationId }: FloorArena,
  [first, second]: readonly [string, string],
): Promise<readonly [readonly Chunk[], readonly Chunk[]]> {
  const client = await openClient(after);
  const chunks = [
    await readChunks(client, organizationId, first),
    await readChunks(client, organizationId, second),
  ] as const;
  await client.end();
  return chunks;
}

async function prepareChunks(
  reader: ChunkReader,
  chunks: readonly Chunk[],
  folder: string,
): Promise<readonly WaitingChunk[]> {
  const waiting: WaitingChunk[] = [];
  for (const chunk of chunks) {
    const changes = await reader.changesOf(chunk);
    const file = join(folder, `${chunk.xid}.json`);
    await writeFile(file, JSON.stringify(floorStatements(changes)));
    waiting.push({ chunk, file, rows: countRows(changes) });
  }
  return waiting;
}

/** The milliseconds that PostgreSQL took. */
async function writeChunks(url: string, chunks: readonly WaitingChunk[]): Promise<number> {
  const client = await openClient(url);
  await prepareFloor(client);
  let sum = 0;
  for (const { file } of chunks) {
    const statements = JSON.parse(await readFile(file, 'utf8')) as FloorStatement[];
    sum += (await time(() => writeFloor(client, statements))).ms;
  }
  await client.end();
  return sum;
}

/** Throws unless product and floor have left the same rows of the first, a middle and the last chunk. */
async function requireSameChunks(
  { after, floor }: FloorArena,
  { tables }: ChunkReader,
  chunks: readonly WaitingChunk[],
): Promise<void> {
  const [product, other] = [await openReader(after), await openReader(floor)];
  const ofIssues = tables.filter(({ issueColumn }) => issueColumn !== null);
  const samples = [chunks[0], chunks[chunks.length >> 1], chunks.at(-1)];
  for (const sample of samples) {
    if (sample === undefined) throw new Error('The operation left no chunk.');
    const left = await snapshot(product, ofIssues, sample.chunk);
    const right = await snapshot(other, ofIssues, sample.chunk);
    for (const [index, { table, rows }] of left.entries()) {
      const [mine, theirs] = [comparable(table, rows), comparable(table, right[index]?.rows ?? [])];
      if (mine.join('\n') !== theirs.join('\n')) throw new Error(`${table.name}: product and floor differ.`);
    }
  }
  await product.end();
  await other.end();
}
