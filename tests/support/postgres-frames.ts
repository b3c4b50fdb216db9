/** One message of PostgreSQL's protocol with its header. */
export interface Frame {
  /** One letter; empty for the message with which a client begins. */
  readonly type: string;
  readonly bytes: Buffer;
}

const LENGTH_BYTES = 4;

/** Cuts what one side sends into messages. */
export class FrameReader {
  private parts: Buffer[] = [];
  private size = 0;
  private needed = LENGTH_BYTES;

  /** `typed` is false until the client's first message, which has no type, has been read. */
  constructor(private typed: boolean) {}

  /** The messages that are complete with this chunk. */
  push(chunk: Buffer): readonly Frame[] {
    this.parts.push(chunk);
    this.size += chunk.length;
    if (this.size < this.needed) return [];
    const frames: Frame[] = [];
    let rest = Buffer.concat(this.parts);
    for (;;) {
      const type = this.typed ? 1 : 0;
      const header = type + LENGTH_BYTES;
      this.needed = rest.length < header ? header : type + rest.readInt32BE(type);
      if (rest.length < this.needed) break;
      frames.push({ type: rest.toString('latin1', 0, type), bytes: rest.subarray(0, this.needed) });
      rest = rest.subarray(this.needed);
      this.typed = true;
    }
    this.parts = [rest];
    this.size = rest.length;
    return frames;
  }
}

/** Follows a client's messages to know which text each of them executes, in the simple and in the extended protocol. */
export class ExecutionReader {
  private readonly prepared = new Map<string, string>();
  private readonly portals = new Map<string, string>();

  /** The SQL that this message executes; null where it executes nothing. */
  read({ type, bytes }: Frame): string | null {
    const [first, second] = type === 'P' || type === 'B' ? strings(bytes, 2) : strings(bytes, 1);
    if (first === undefined) return null;
    if (type === 'P' && second !== undefined) this.prepared.set(first, second);
    if (type === 'B' && second !== undefined) this.portals.set(first, this.prepared.get(second) ?? '');
    if (type === 'Q') return first;
    return type === 'E' ? (this.portals.get(first) ?? '') : null;
  }
}

/** The first strings of a message, each ended by NUL. */
function strings(bytes: Buffer, count: number): string[] {
  const found: string[] = [];
  let start = 1 + LENGTH_BYTES;
  while (found.length < count) {
    const end = bytes.indexOf(0, start);
    if (end === -1) break;
    found.push(bytes.toString('utf8', start, end));
    start = end + 1;
  }
  return found;
}
