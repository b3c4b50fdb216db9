import { statement, type Executor } from '../statement';

/** What may be shown of a token. */
export interface ListedTokenRow {
  readonly id: string;
  readonly name: string;
  /** Slug; null: it reaches every organization. */
  readonly organization: string | null;
  /** Address of the user for whom it acts; null: for nobody. */
  readonly user: string | null;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** The tokens of an organization, or those of all and of the installation, in the order in which they were made. */
export function listApiTokens(executor: Executor, organizationId: string | null): Promise<ListedTokenRow[]> {
  return executor.rows<ListedTokenRow>(
    statement(
      'list-api-tokens',
      `select token.id, token.name, organization.slug as organization, account.email as "user", token.scopes,
         token.created_at as "createdAt", token.expires_at as "expiresAt", token.revoked_at as "revokedAt",
         token.last_used_at as "lastUsedAt"
       from api_tokens token
       left join organizations organization on organization.id = token.organization_id
       left join users account on account.id = token.user_id
       where $1::bigint is null or token.organization_id = $1
       order by token.id`,
      [organizationId],
    ),
  );
}
