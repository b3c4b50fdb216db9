import type { Caller } from '../../domain/access';

/** Why a connection is ended by the server. */
export type SessionEnd =
  /** The token is not valid any more. */
  | 'UNAUTHENTICATED'
  /** It takes what it is told more slowly than that comes. */
  | 'TOO_SLOW'
  /** Something may have happened that it was not told: it should connect again and read anew. */
  | 'MISSED';

/** A connection of somebody who is told things, with what they may see as of when it was last asked. */
export class Session {
  private current: Caller;
  private askedAt = 0;
  private over = false;

  constructor(
    readonly token: string,
    caller: Caller,
    private readonly onEnd: (why: SessionEnd) => void,
  ) {
    this.current = caller;
  }

  get caller(): Caller {
    return this.current;
  }

  get ended(): boolean {
    return this.over;
  }

  /** Takes over an answer unless a later question has been answered already; null: there is nobody behind the token. */
  recognize(caller: Caller | null, askedAt: number): void {
    if (this.over || askedAt < this.askedAt) return;
    this.askedAt = askedAt;
    if (caller === null) this.end('UNAUTHENTICATED');
    else this.current = caller;
  }

  end(why: SessionEnd): void {
    if (this.over) return;
    this.over = true;
    this.onEnd(why);
  }

  /** The connection is gone; there is nobody to be told why. */
  close(): void {
    this.over = true;
  }
}
