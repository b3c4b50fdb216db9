import { QueryFailedError, type DataSource } from 'typeorm';
import type { Executor, Statement } from '../../src/persistence/statement';
import { Rollback, UnitOfWork, type TransactionLimits } from '../../src/persistence/unit-of-work';
import { PATIENT } from './patience';

/** The transaction has failed already. */
const BEHIND_A_FAILURE = '25P02';

/** What a test does before a statement of a transaction; answers the statement that runs, the same or another. */
export type Intervention = (statement: Statement, tx: Executor) => Statement | Promise<Statement>;

/** A unit of work in which a test sees every statement before it runs, to wait, to weaken it or to let it fail. */
export class IntervenedUnitOfWork extends UnitOfWork {
  /** SQLSTATEs with which statements failed, those included after which the transaction was repeated; not of those behind one that failed. */
  readonly failures: string[] = [];

  constructor(
    dataSource: DataSource,
    private readonly intervene: Intervention,
    limits: TransactionLimits = PATIENT,
  ) {
    super(dataSource, limits);
  }

  override transaction<T>(work: (tx: Executor) => Promise<T | Rollback<T>>, whenBusy?: () => T): Promise<T> {
    return super.transaction((tx) => work(this.watched(tx)), whenBusy);
  }

  /** One statement after the other, also those that would be sent together: none overtakes one that a test holds. */
  protected watched(tx: Executor): Executor {
    let last: Promise<unknown> = Promise.resolve();
    const watch = <T>(given: Statement, run: (statement: Statement) => Promise<T>): Promise<T> => {
      const answer = last.then(() => intervened(given, run));
      last = Promise.allSettled([answer]);
      return answer;
    };
    const intervened = async <T>(given: Statement, run: (statement: Statement) => Promise<T>): Promise<T> => {
      try {
        return await run(await this.intervene(given, tx));
      } catch (error) {
        const state =
          error instanceof QueryFailedError ? (error.driverError as { code: string }).code : BEHIND_A_FAILURE;
        if (state !== BEHIND_A_FAILURE) this.failures.push(state);
        throw error;
      }
    };
    return {
      rows: (given) => watch(given, (statement) => tx.rows(statement)),
      count: (given) => watch(given, (statement) => tx.count(statement)),
    };
  }
}

/** The same without transactions: each statement is committed at once. */
export class WithoutTransactions extends IntervenedUnitOfWork {
  override async transaction<T>(work: (tx: Executor) => Promise<T | Rollback<T>>): Promise<T> {
    const answer = await work(this.watched(this.reader));
    return answer instanceof Rollback ? answer.value : answer;
  }
}

/** Leaves every statement alone but the one with the label. */
export function at(label: string, intervene: Intervention): Intervention {
  return (statement, tx) => (statement.label === label ? intervene(statement, tx) : statement);
}
