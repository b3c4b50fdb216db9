/** Reads what a client sends to PostgreSQL and tells of every statement that it has executed. */
export class FrontendMessages {
  private pending = Buffer.alloc(0);
  private started = false;
  private readonly prepared = new Map<string, string>();
  private bound = '';

  constructor(private readonly onStatement: (text: string) => void) {}

  /** Messages come in pieces of any size. */
  read(chunk: Buffer): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    for (;;) {
      // The first message has no type before its length.
      const head = this.started ? 1 : 0;
      if (this.pending.length < head + 4) return;
      const end = head + this.pending.readInt32BE(head);
      if (this.pending.length < end) return;
      if (this.started) this.take(String.fromCharCode(this.pending[0] ?? 0), this.pending.subarray(head + 4, end));
      this.started = true;
      this.pending = this.pending.subarray(end);
    }
  }

  private take(type: string, body: Buffer): void {
    if (type === 'Q') this.onStatement(textAt(body, 0));
    if (type === 'P') this.prepared.set(textAt(body, 0), textAt(body, body.indexOf(0) + 1));
    // The portal stands before the statement's name.
    if (type === 'B') this.bound = this.prepared.get(textAt(body, body.indexOf(0) + 1)) ?? '';
    if (type === 'E') this.onStatement(this.bound);
  }
}

function textAt(body: Buffer, start: number): string {
  return body.toString('utf8', start, body.indexOf(0, start));
}
