import { statement, type Executor } from '../statement';

export interface ApiTokenRow {
  readonly id: string;
  readonly userId: string | null;
}

/** Where a token may lie that a caller can name. */
export interface ApiTokenReach {
  readonly organizationIds: readonly string[];
  /** Whether installation tokens are among them. */
  readonly installation: boolean;
}

/** A token by its id, expired and revoked ones included; null where it is out of reach. */
export async function findApiToken(executor: Executor, id: string, reach: ApiTokenReach): Promise<ApiTokenRow | null> {
  const [row] = await executor.rows<ApiTokenRow>(
    statement(
      'find-api-token',
      `select id, user_id as "userId" from api_tokens
       where id = $1 and (organization_id = any($2::bigint[]) or organization_id is null and $3)`,
      [id, reach.organizationIds, reach.installation],
    ),
  );
  return row ?? null;
}
