import { statement, type Executor } from '../../statement';

export interface NewUser {
  /** Normalized. */
  readonly email: string;
  readonly username: string;
  readonly name: string;
}

/** The ids of the users with these addresses, by address; those who are missing are made, except where another user has the username. */
export async function ensureUsers(tx: Executor, users: readonly NewUser[]): Promise<ReadonlyMap<string, string>> {
  const emails = users.map(({ email }) => email);
  await tx.rows(
    statement(
      'insert-users',
      `insert into users (email, username, name)
       select email, username, name from unnest($1::text[], $2::text[], $3::text[]) as new (email, username, name)
       on conflict do nothing`,
      [emails, users.map(({ username }) => username), users.map(({ name }) => name)],
    ),
  );
  const rows = await tx.rows<{ id: string; email: string }>(
    statement('select-users', 'select id, email from users where email = any($1::text[])', [emails]),
  );
  return new Map(rows.map(({ id, email }) => [email, id]));
}
