import { parseJsonObject, type JsonObject } from './untrusted-json';

/** Why bytes are no envelope; each with its sentence. */
export const ENVELOPE_PROBLEMS = {
  NO_HEADER: 'The first line of the envelope is not a JSON object.',
  NO_ITEM_HEADER: 'The header of an envelope item is not a JSON object.',
  BAD_LENGTH: 'The length of an envelope item is not that of its payload.',
} as const;
export type EnvelopeProblem = keyof typeof ENVELOPE_PROBLEMS;

/** One part of an envelope, of any type, its payload not yet read. */
export interface EnvelopeItem {
  readonly type: unknown;
  readonly payload: Buffer;
}

/** A request of an SDK: a header, then items. */
export interface Envelope {
  readonly header: JsonObject;
  readonly items: readonly EnvelopeItem[];
}

const LINE_FEED = 0x0a;

/** Splits an envelope; lines end with LF or CRLF, the last one perhaps with nothing. */
export function parseEnvelope(bytes: Buffer): Envelope | EnvelopeProblem {
  const first = lineAt(bytes, 0);
  const header = parseJsonObject(first.text);
  if (header === null) return 'NO_HEADER';
  const items: EnvelopeItem[] = [];
  let position = first.next;
  while (position < bytes.length) {
    const line = lineAt(bytes, position);
    position = line.next;
    if (line.text.trim() === '') continue;
    const itemHeader = parseJsonObject(line.text);
    if (itemHeader === null) return 'NO_ITEM_HEADER';
    const end = payloadEnd(bytes, { start: position, length: itemHeader['length'] });
    if (end === null) return 'BAD_LENGTH';
    items.push({ type: itemHeader['type'], payload: bytes.subarray(position, end) });
    position = afterLineEnd(bytes, end);
  }
  return { header, items };
}

function lineAt(bytes: Buffer, start: number): { readonly text: string; readonly next: number } {
  const end = lineEnd(bytes, start);
  return { text: bytes.toString('utf8', start, end), next: end + 1 };
}

function lineEnd(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(LINE_FEED, start);
  return end === -1 ? bytes.length : end;
}

/** Where a payload ends: after its length, or with its line where no length is given; null where that cannot be. */
function payloadEnd(bytes: Buffer, { start, length }: { start: number; length: unknown }): number | null {
  if (length === undefined || length === null) return lineEnd(bytes, start);
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) return null;
  const end = start + length;
  if (end > bytes.length) return null;
  return end === bytes.length || lineEnd(bytes, end) === afterReturn(bytes, end) ? end : null;
}

function afterReturn(bytes: Buffer, position: number): number {
  return bytes[position] === 0x0d ? position + 1 : position;
}

function afterLineEnd(bytes: Buffer, end: number): number {
  return Math.min(lineEnd(bytes, end) + 1, bytes.length);
}
