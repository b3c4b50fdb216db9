import { QueryFailedError, type DataSource } from 'typeorm';
import type { Executor, Statement } from '../../src/persistence/statement';
import { Rollback, UnitOfWork, type TransactionLimits } from '../../src/persistence/unit-of-work';
import { PATIENT } from './patience';

/** What a test does before a statement of a transaction; answers the statement that runs, the same or another. */
export type Intervention = (statement: Statement, tx: Executor) => Statement | Promise<Statement>;

/** A unit of work in which a test sees every statement before it runs, to wait, to weaken it or to let it fail. */
export class IntervenedUnitOfWork extends UnitOfWork {
  /** SQLSTATEs with which statements failed, those included after which the transaction was repeated. */
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

  protected watched(tx: Executor): Executor {
    const watch = async <T>(given: Statement, run: (statement: Statement) => Promise<T>): Promise<T> => {
      try {
        return await run(await this.intervene(given, tx));
      } catch (error) {
        if (error instanceof QueryFailedError) this.failures.push((error.driverError as { code: string }).code);
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
