import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/persistence/data-source';
import { PATIENCE_MS } from './patience';
import type { TestDatabase } from './test-database';

const APPLICATION = 'muster-concurrent';
const CONNECTIONS = 24;

/** Connections enough for many calls at the same time; opened in beforeAll, after those of useTestDatabase. */
export class ConcurrentCalls {
  private pool: DataSource | undefined;

  private constructor(private readonly database: TestDatabase) {}

  static use(database: TestDatabase): ConcurrentCalls {
    const calls = new ConcurrentCalls(database);
    beforeAll(async () => {
      calls.pool = createDataSource({
        url: database.url,
        poolSize: CONNECTIONS,
        applicationName: APPLICATION,
        readTimeoutMs: PATIENCE_MS,
      });
      const { manager } = await calls.pool.initialize();
      // All are open before the first call: the wait for a lock is short.
      await Promise.all(Array.from({ length: CONNECTIONS }, () => manager.query('select pg_sleep(0.1)')));
    });
    afterAll(() => calls.pool?.destroy());
    return calls;
  }

  get dataSource(): DataSource {
    if (this.pool === undefined) throw new Error('the connections are opened in beforeAll');
    return this.pool;
  }

  /** How many of the connections wait for a row that another transaction has locked or inserted. */
  async waiting(): Promise<number> {
    const rows = await this.database.query(
      `select from pg_stat_activity
       where datname = current_database() and application_name = $1 and wait_event_type = 'Lock'
         and wait_event in ('transactionid', 'tuple')`,
      [APPLICATION],
    );
    return rows.length;
  }

  /** Whether the call comes to its end by itself, or waits for somebody's lock. */
  async fate(call: Promise<unknown>): Promise<'done' | 'waiting'> {
    let isDone = false;
    void call.finally(() => (isDone = true));
    while (!isDone) {
      if ((await this.waiting()) > 0) return 'waiting';
      await pause(5);
    }
    return 'done';
  }

  /** Locks an issue's row as a mutation does, until the answered function is called. */
  async lock(groupId: string): Promise<() => Promise<void>> {
    const runner = this.database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('select from groups where id = $1 for no key update', [groupId]);
    return async () => {
      await runner.rollbackTransaction();
      await runner.release();
    };
  }
}

/** Lets nobody through before each of a number of calls has arrived, waits for a lock, or has come to its end. */
export class StartingGate {
  /** How many had arrived when it opened. */
  arrivedAtOpening = 0;
  private arrived = 0;
  private ended = 0;
  private opening: Promise<void> | undefined;

  constructor(
    private readonly calls: ConcurrentCalls,
    private readonly count: number,
  ) {}

  async pass(): Promise<void> {
    this.arrived += 1;
    this.opening ??= this.open();
    await this.opening;
  }

  /** Begins the calls; answers how each of them ended. */
  race<T>(call: (index: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
    const all = Array.from({ length: this.count }, (_, index) => call(index).finally(() => (this.ended += 1)));
    return Promise.allSettled(all);
  }

  private async open(): Promise<void> {
    while (this.arrived + this.ended + (await this.calls.waiting()) < this.count) await pause(5);
    this.arrivedAtOpening = this.arrived;
  }
}

/** A point where a statement stands until the test lets it go. */
export class Checkpoint {
  readonly reached: Promise<void>;
  private arrive: () => void = () => undefined;
  private leave: () => void = () => undefined;
  private readonly left: Promise<void>;

  constructor() {
    this.reached = new Promise((resolve) => (this.arrive = resolve));
    this.left = new Promise((resolve) => (this.leave = resolve));
  }

  async stand(): Promise<void> {
    this.arrive();
    await this.left;
  }

  release(): void {
    this.leave();
  }
}
