import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { IngestError, TOO_LARGE, TOO_MANY } from './ingest-error';

type Decompress = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gzip: Decompress = promisify(gunzip);
const brotli: Decompress = promisify(brotliDecompress);
const zlib: Decompress = promisify(inflate);
const rawDeflate: Decompress = promisify(inflateRaw);

const DECOMPRESSORS = new Map<string, Decompress | null>([
  ['', null],
  ['identity', null],
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['br', brotli],
  ['deflate', deflate],
]);

export interface BodyRules {
  /** The content-encoding header; may be empty or absent. */
  readonly encoding: string | undefined;
  /** Of the body as it comes and of what it unfolds to. */
  readonly maxBytes: number;
  /** Whether there is room for so many more bytes. */
  readonly take: (bytes: number) => boolean;
}

/** The whole body, unfolded; throws an IngestError, or zlib's error where the bytes are not what the header says. */
export async function readBody(stream: Readable, { encoding = '', maxBytes, take }: BodyRules): Promise<Buffer> {
  const decompress = DECOMPRESSORS.get(encoding.trim().toLowerCase());
  if (decompress === undefined) throw new IngestError(400, 'The content-encoding is not supported.');
  const chunks: Buffer[] = [];
  let length = 0;
  // Not `for await`, which would destroy the connection before the answer is sent.
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) reject(new IngestError(413, TOO_LARGE));
      else if (take(chunk.length)) chunks.push(chunk);
      else reject(new IngestError(429, TOO_MANY));
    });
    stream.on('end', resolve);
    const cut = (): void => reject(new IngestError(400, 'The request ended before its body.'));
    stream.on('error', cut);
    stream.on('close', cut);
  });
  const bytes = Buffer.concat(chunks);
  if (decompress === null) return bytes;
  const unfolded = await decompress(bytes, { maxOutputLength: maxBytes });
  if (!take(unfolded.length)) throw new IngestError(429, TOO_MANY);
  return unfolded;
}

/** Some clients send zlib's format by that name, as they should, and some the bare stream. */
function deflate(bytes: Buffer, options: { maxOutputLength: number }): Promise<Buffer> {
  const hasZlibHeader = ((bytes[0] ?? 0) & 0x0f) === 8 && (bytes.length < 2 || bytes.readUInt16BE(0) % 31 === 0);
  return (hasZlibHeader ? zlib : rawDeflate)(bytes, options);
}
