import type { ClientBase, QueryResult } from 'pg';
import { QueryFailedError } from 'typeorm';
import { TimeOutError } from '../domain/time-out';
import { Deadline } from './deadline';
import type { Executor, Statement } from './statement';

const OVER = 'A statement came after the work of its transaction was over.';

/**
 * The handle of one transaction, on its connection: what TypeORM does around each statement would take as long as the
 * statement does. Of no use when the work is over, so that nothing is written behind its end.
 */
export class TransactionExecutor implements Executor {
  /**
   * What failed first. Statements that were sent behind it fail because of it, which the work may hear before; and a
   * COMMIT would roll back without a word.
   */
  failure: Error | null = null;
  private isOver = false;

  constructor(private readonly client: ClientBase) {}

  async rows<Row>(asked: Statement): Promise<Row[]> {
    return (await this.ask(asked)).rows as Row[];
  }

  async count(asked: Statement): Promise<number> {
    return (await this.ask(asked)).rowCount ?? 0;
  }

  close(): void {
    this.isOver = true;
  }

  /** Nothing is asked for a request whose time is over. */
  private async ask({ text, values }: Statement): Promise<QueryResult> {
    if (this.isOver) throw new Error(OVER);
    try {
      Deadline.current?.check();
      return await this.client.query(text, [...values]);
    } catch (error) {
      const failure = error instanceof TimeOutError ? error : new QueryFailedError(text, [...values], error as Error);
      this.failure ??= failure;
      throw failure;
    }
  }
}
