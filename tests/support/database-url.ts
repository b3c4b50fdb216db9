/** The URL of a database on the server that the tests use. */
export function databaseUrl(database: string): string {
  const url = new URL(process.env['MUSTER_TEST_SERVER'] ?? '');
  url.pathname = `/${database}`;
  return url.toString();
}
