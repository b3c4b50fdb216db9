import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';
import { UnavailableError } from '../domain/unavailable-error';
import { againIfUnavailable } from './again-if-unavailable';
import { Deadline } from './deadline';
import { isConnectionFailure, sqlState, wasNeverSent } from './sql-state';
import { ManagerExecutor, statement, type Executor, type Statement } from './statement';
import { TransactionExecutor } from './transaction-executor';

/** SQLSTATEs after which the whole transaction may be tried again: serialization, deadlock, lock not to be had in time. */
const RETRYABLE = new Set(['40001', '40P01', '55P03']);
const ATTEMPTS = 3;

const READ_COMMITTED = statement('transaction-isolation', 'set transaction isolation level read committed');
const TRANSACTION_LIMITS: TransactionLimits = { lockTimeoutMs: 2_000, statementTimeoutMs: 60_000 };

/** The database could not give the locks in time, also not when asked again. */
export class BusyError extends Error {
  constructor(cause: unknown) {
    super('The database could not give the locks in time.', { cause });
    this.name = 'BusyError';
  }
}

/** What the work of a transaction answers to have everything rolled back all the same. */
export class Rollback<T> {
  constructor(readonly value: T) {}
}

/** Carries the answer out of TypeORM's transaction, which rolls back only on an exception. */
class RolledBack extends Error {
  constructor(readonly value: unknown) {
    super('The work asked for a rollback.');
  }
}

export interface TransactionLimits {
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
}

/** Reads change nothing, so they may be asked again. */
class Reader implements Executor {
  constructor(private readonly executor: Executor) {}

  rows<Row>(read: Statement): Promise<Row[]> {
    return againIfUnavailable(() => this.executor.rows<Row>(read));
  }

  count(read: Statement): Promise<number> {
    return againIfUnavailable(() => this.executor.count(read));
  }
}

/** Opens transactions, and repeats them from the outside where the database asks for it, or the connection is lost before the commit. */
export class UnitOfWork {
  /** For single reads outside a transaction; each may take as long as the data source lets a statement take. Throws UnavailableError. */
  readonly reader: Executor;

  constructor(
    private readonly dataSource: DataSource,
    private readonly limits: TransactionLimits = TRANSACTION_LIMITS,
  ) {
    this.reader = new Reader(new ManagerExecutor(dataSource.manager));
  }

  /**
   * Runs `work` in one READ COMMITTED transaction; on a retryable error the whole of it again, at most three times.
   * What `work` answers is committed, unless it is a Rollback. Throws BusyError, or answers `whenBusy()`; throws
   * UnavailableError where there is no database, also not on another connection, or where the fate of the commit is
   * unknown. Where the time of the request ends before the commit has begun, throws TimeOutError at once, cancels
   * the running statement and rolls back; a commit that has begun is waited for.
   */
  transaction<T>(work: (tx: Executor) => Promise<T | Rollback<T>>, whenBusy?: () => T): Promise<T> {
    return againIfUnavailable(() => this.untilNotBusy(work, whenBusy));
  }

  private async untilNotBusy<T>(work: (tx: Executor) => Promise<T | Rollback<T>>, whenBusy?: () => T): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // Each attempt begins after the one before has failed.
        // eslint-disable-next-line no-await-in-loop
        return await this.once(work);
      } catch (error) {
        if (error instanceof RolledBack) return error.value as T;
        if (!RETRYABLE.has(sqlState(error))) throw error;
        if (attempt < ATTEMPTS) continue;
        if (whenBusy === undefined) throw new BusyError(error);
        return whenBusy();
      }
    }
  }

  private async once<T>(work: (tx: Executor) => Promise<T | Rollback<T>>): Promise<T> {
    const deadline = Deadline.current;
    const progress = { isCommitting: false };
    if (deadline === null) return this.run(work, this.limits.statementTimeoutMs, progress);
    deadline.check();
    const statementTimeoutMs = Math.min(this.limits.statementTimeoutMs, deadline.leftMs);
    const checked = async (tx: Executor): Promise<T | Rollback<T>> => {
      const answer = await work(tx);
      deadline.check();
      return answer;
    };
    const transaction = this.run(checked, statementTimeoutMs, progress);
    const answer = await deadline.wait(transaction, () => progress.isCommitting);
    deadline.noteCommit();
    return answer;
  }

  private async run<T>(
    work: (tx: Executor) => Promise<T | Rollback<T>>,
    statementTimeoutMs: number,
    progress: { isCommitting: boolean },
  ): Promise<T> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        const tx = new TransactionExecutor((await manager.queryRunner?.connect()) as ClientBase);
        // They leave together with the first statements of the work. Where they fail, so do those.
        const settings = Promise.all([tx.count(READ_COMMITTED), tx.rows(this.setLimits(statementTimeoutMs))]);
        const [, answer] = await Promise.allSettled([settings, work(tx).finally(() => tx.close())]);
        if (tx.failure !== null) throw tx.failure;
        if (answer.status === 'rejected') throw answer.reason;
        if (answer.value instanceof Rollback) throw new RolledBack(answer.value.value);
        progress.isCommitting = true;
        return answer.value;
      });
    } catch (error) {
      const isUnknown = progress.isCommitting && isConnectionFailure(error) && !wasNeverSent(error);
      throw isUnknown ? new UnavailableError('UNKNOWN', error) : error;
    }
  }

  /**
   * Random reads cost little more than sequential ones on solid-state disks. With the server's default of 4, the writes
   * of 10,000 among 400,000 issues read the whole tables and hash them: 395 against 174 ms for the groups. Arrays of
   * 10,000 elements and their sorts stay in memory: with 4 MB the outcomes alone spill 8 MB to disk.
   */
  private setLimits(statementTimeoutMs: number): Statement {
    return statement(
      'transaction-limits',
      `select set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true),
         set_config('timezone', 'UTC', true), set_config('random_page_cost', '1.1', true),
         set_config('work_mem', '32MB', true)`,
      [`${this.limits.lockTimeoutMs}ms`, `${statementTimeoutMs}ms`],
    );
  }
}
