import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** Whom a token stands for, and what it opens. */
export interface BareCaller {
  readonly tokenId: string;
  readonly organizationId: string;
  readonly slug: string;
  readonly userId: string;
  readonly projectIds: readonly string[];
}

const CALLER = `
  select t.id as "tokenId", t.organization_id as "organizationId", o.slug, t.user_id as "userId",
    array(select distinct pt.project_id from project_teams pt
      join team_members tm on tm.organization_id = pt.organization_id and tm.team_id = pt.team_id
      where pt.organization_id = t.organization_id and tm.user_id = t.user_id) as "projectIds"
  from api_tokens t
  join organizations o on o.id = t.organization_id
  join organization_members m on m.organization_id = t.organization_id and m.user_id = t.user_id and m.active
  where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())`;

/** One query a request. */
export async function bareCaller(pool: Pool, authorization: string | undefined): Promise<BareCaller> {
  const hash = createHash('sha256')
    .update(authorization?.replace(/^Bearer /, '') ?? '')
    .digest();
  const { rows } = await pool.query<BareCaller>(CALLER, [hash]);
  const [caller] = rows;
  if (caller === undefined) throw new Error('unknown token');
  return caller;
}
