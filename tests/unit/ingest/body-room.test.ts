import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { BodyRoom } from '../../../src/ingest/body-room';
import { readBody } from '../../../src/ingest/read-body';

const read = (room: BodyRoom, request: object, { body, encoding }: { body: Buffer; encoding?: string }) =>
  readBody(Readable.from([body.subarray(0, 60), body.subarray(60)], { objectMode: false }), {
    ...{ encoding, maxBytes: 1_000 },
    take: (bytes) => room.take(request, bytes),
  });
const FULL = { statusCode: 429 };

it('bodies that are read at the same time have so many bytes together, and room again when one is released', async () => {
  const room = new BodyRoom(250);
  const [first, second, third] = [{}, {}, {}];
  const body = Buffer.alloc(100);
  await read(room, first, { body });
  await read(room, second, { body });
  await expect(read(room, third, { body })).rejects.toMatchObject(FULL);
  room.release(third);
  room.release(first);
  room.release(first);
  expect(await read(room, third, { body })).toHaveLength(100);
  await expect(read(room, first, { body })).rejects.toMatchObject(FULL);
});

it('what a body unfolds to counts as well', async () => {
  const body = gzipSync(Buffer.alloc(900));
  expect(await read(new BodyRoom(1_000), {}, { body, encoding: 'gzip' })).toHaveLength(900);
  await expect(read(new BodyRoom(900), {}, { body, encoding: 'gzip' })).rejects.toMatchObject(FULL);
});

it('a single body of the largest size always has room', () => {
  expect(BodyRoom.for(100_000_000).take({}, 200_000_000)).toBe(true);
});
