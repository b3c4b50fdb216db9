import type { TestDatabase } from './test-database';

/** The labels of the statements that ran while `work` did, in order. */
export async function recordStatements(
  database: TestDatabase,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const query = jest.spyOn(database.dataSource.manager, 'query');
  try {
    await work();
    return query.mock.calls.map(([text]) => /^\/\* (.*?) \*\//.exec(text)?.[1] ?? text);
  } finally {
    query.mockRestore();
  }
}
