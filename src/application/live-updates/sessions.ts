import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Authenticate } from '../authenticate/authenticate.handler';
import { Session, type SessionEnd } from './session';

/** The open connections, whose tokens are looked at again before each thing that they are told. */
export class Sessions {
  private readonly open = new Set<Session>();
  private questions = 0;
  private next: { readonly sessions: Set<Session>; readonly asked: Promise<void> } | null = null;

  constructor(private readonly authenticate: Authenticate) {}

  /** null: the token is not valid. */
  async begin(token: string, onEnd: (why: SessionEnd) => void): Promise<Session | null> {
    const caller = await this.authenticate.execute(token);
    if (caller === null) return null;
    const session = new Session(token, caller, (why) => {
      this.open.delete(session);
      onEnd(why);
    });
    this.open.add(session);
    return session;
  }

  /** Forgets a connection that is gone. */
  close(session: Session): void {
    session.close();
    this.open.delete(session);
  }

  get size(): number {
    return this.open.size;
  }

  /** Ends those whose token is not valid any more, and learns what the others may see now: one statement for all that are asked for at once. */
  async refresh(sessions: Iterable<Session>): Promise<void> {
    const next = (this.next ??= this.gather());
    for (const session of sessions) next.sessions.add(session);
    await next.asked;
  }

  /** Looks at all of them. */
  async refreshAll(): Promise<void> {
    await this.refresh(this.open);
  }

  /** Ends all of them. */
  endAll(why: SessionEnd): void {
    for (const session of this.open) session.end(why);
  }

  private gather(): { readonly sessions: Set<Session>; readonly asked: Promise<void> } {
    const sessions = new Set<Session>();
    const ask = async (): Promise<void> => {
      await nextTurn();
      this.next = null;
      const askedAt = (this.questions += 1);
      const callers = await this.authenticate.executeAll(new Set([...sessions].map(({ token }) => token)));
      for (const session of sessions) session.recognize(callers.get(session.token) ?? null, askedAt);
    };
    return { sessions, asked: ask() };
  }
}
