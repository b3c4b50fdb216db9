import type { Scope } from '../../../domain/access';
import { statement, type Executor } from '../../statement';

export interface NewApiToken {
  /** Null: an installation token. */
  readonly organizationId: string | null;
  /** Null: the token belongs to the organization, or to the installation. */
  readonly userId: string | null;
  readonly name: string;
  readonly hash: Buffer;
  readonly scopes: readonly Scope[];
  readonly createdByUserId: string | null;
  readonly expiresAt: Date | null;
}

/** Stores tokens and answers their ids. */
export async function insertApiTokens(tx: Executor, tokens: readonly NewApiToken[]): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'insert-api-tokens',
      `insert into api_tokens (organization_id, user_id, name, token_hash, scopes, created_by_user_id, expires_at)
       select organization_id, user_id, name, decode(hash, 'hex'), scopes, created_by_user_id, expires_at
       from jsonb_to_recordset($1::jsonb) as new (organization_id bigint, user_id bigint, name text, hash text,
         scopes text[], created_by_user_id bigint, expires_at timestamptz)
       returning id`,
      [JSON.stringify(tokens.map(toRow))],
    ),
  );
  return rows.map(({ id }) => id);
}

function toRow(token: NewApiToken): Record<string, unknown> {
  return {
    organization_id: token.organizationId,
    user_id: token.userId,
    name: token.name,
    hash: token.hash.toString('hex'),
    scopes: token.scopes,
    created_by_user_id: token.createdByUserId,
    expires_at: token.expiresAt,
  };
}
