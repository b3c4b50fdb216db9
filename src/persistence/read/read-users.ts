import { statement, type Executor } from '../statement';

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
}

/** Users by id; they belong to no organization, so whoever asks must have found the ids in one that the caller reaches. */
export function readUsers(executor: Executor, ids: readonly string[]): Promise<UserRow[]> {
  return executor.rows<UserRow>(
    statement('read-users', `select id, name, username, email from users where id = any ($1::bigint[])`, [ids]),
  );
}
