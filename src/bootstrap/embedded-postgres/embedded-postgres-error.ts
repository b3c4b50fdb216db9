/** The embedded PostgreSQL cannot be used here; the message says why and what to do. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string) {
    super(`${message} Setting DATABASE_URL to a PostgreSQL server of your own avoids the embedded one.`);
    this.name = 'EmbeddedPostgresError';
  }
}
