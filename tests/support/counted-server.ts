import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/persistence/data-source';
import { UnitOfWork } from '../../src/persistence/unit-of-work';
import { useHttpServer, type TestServer } from './http-server';
import { PostgresProxy, type SentStatement } from './postgres-proxy';
import type { TestDatabase } from './test-database';

/** A server whose statements are seen on the wire. */
export interface CountedServer {
  readonly server: TestServer;
  /** The one transaction that was committed while `work` ran, from BEGIN to COMMIT. */
  transactionOf(work: () => Promise<unknown>): Promise<readonly SentStatement[]>;
}

/** Starts it in beforeAll; call it at the top of a test file, after useTestDatabase. */
export function useCountedServer(database: TestDatabase): CountedServer {
  const proxied: TestDatabase = { ...database };
  let proxy: PostgresProxy;
  let dataSource: DataSource;
  beforeAll(async () => {
    proxy = await PostgresProxy.start(database.url);
    dataSource = createDataSource({ url: proxy.url, poolSize: 4, applicationName: 'muster-counted' });
    await dataSource.initialize();
    Object.assign(proxied, database, { dataSource, unitOfWork: new UnitOfWork(dataSource) });
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await proxy?.close();
  });
  const server = useHttpServer(proxied);
  const transactionOf = async (work: () => Promise<unknown>): Promise<readonly SentStatement[]> => {
    const [transaction = [], ...more] = await proxy.committed(work);
    expect(more).toEqual([]);
    return transaction;
  };
  return { server, transactionOf };
}

/** The labels of statements, for people to read and for tests to compare. */
export function labelsOf(transaction: readonly SentStatement[]): string[] {
  return transaction.map(({ label }) => label);
}

/** How many tables the statement writes that writes most. */
export function mostTablesWritten(transaction: readonly SentStatement[]): number {
  return Math.max(...transaction.map(({ text }) => tablesWritten(text).size));
}

/** The tables that a statement writes, those of its common table expressions included. */
export function tablesWritten(text: string): ReadonlySet<string> {
  const written = /\b(?:insert\s+into|delete\s+from|update)\s+(?!set\b)(\w+)/gi;
  const bare = text.replaceAll(/for (no key )?update/gi, '');
  return new Set([...bare.matchAll(written)].map(([, table]) => table ?? ''));
}
