import { createHash, randomBytes } from 'node:crypto';
import { SCOPES, type Scope } from '../../../src/domain/access';
import { insertRow, type Queryable } from './insert-rows';
import { buildMember, buildOrganization } from './organization';

export interface TestToken {
  readonly id: string;
  /** The secret that a client sends; the database has only its SHA-256. */
  readonly token: string;
  readonly organizationId: string | null;
  readonly userId: string | null;
  readonly scopes: readonly Scope[];
}

export interface TokenOptions {
  readonly organizationId?: string;
  /** null: a token of the organization itself; absent: a new member with the role OWNER. */
  readonly userId?: string | null;
  readonly scopes?: readonly Scope[];
  readonly expiresAt?: Date | null;
  readonly revokedAt?: Date | null;
  /** A token without organization and user, as the command line makes it. */
  readonly installation?: boolean;
}

/** A token; by default an owner's, with all scopes, that never expires. */
export async function buildToken(database: Queryable, given: TokenOptions = {}): Promise<TestToken> {
  const { organizationId, userId } = await reach(database, given);
  const token = `mst_${randomBytes(32).toString('base64url')}`;
  const scopes = given.scopes ?? SCOPES;
  const { id } = await insertRow<{ id: string }>(database, 'api_tokens', {
    organization_id: organizationId,
    user_id: userId,
    name: 'test',
    token_hash: `\\x${createHash('sha256').update(token).digest('hex')}`,
    scopes,
    created_by_user_id: userId,
    expires_at: given.expiresAt ?? null,
    revoked_at: given.revokedAt ?? null,
  });
  return { id, token, organizationId, userId, scopes };
}

async function reach(database: Queryable, given: TokenOptions): Promise<Pick<TestToken, 'organizationId' | 'userId'>> {
  if (given.installation) return { organizationId: null, userId: null };
  const organizationId = given.organizationId ?? (await buildOrganization(database)).id;
  if (given.userId !== undefined) return { organizationId, userId: given.userId };
  const owner = await buildMember(database, { organizationId, role: 'OWNER' });
  return { organizationId, userId: owner.id };
}
