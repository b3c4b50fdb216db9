import type { MemberRole } from '../../domain/access';
import { statement, type Executor } from '../statement';

/** A project as [id, slug, resolve age in hours]. */
export type VisibleProject = readonly [id: string, slug: string, resolveAge: number | null];

/** A valid token with all that it opens in its organization; the organization is null for an installation token. */
export interface TokenAccessRow {
  /** In hexadecimal digits. */
  readonly tokenHash: string;
  readonly tokenId: string;
  readonly scopes: readonly string[];
  readonly organizationId: string | null;
  readonly slug: string | null;
  readonly userId: string | null;
  readonly role: MemberRole | null;
  readonly selfAssignOnResolve: boolean | null;
  readonly projects: readonly VisibleProject[];
}

const TOKEN_ACCESS = `select encode(token.token_hash, 'hex') as "tokenHash", token.id as "tokenId", token.scopes,
         token.organization_id as "organizationId",
         organization.slug, token.user_id as "userId", member.role,
         account.self_assign_on_resolve as "selfAssignOnResolve",
         coalesce((
           select json_agg(json_build_array(project.id::text, project.slug, project.resolve_age) order by project.id)
           from projects project
           where project.organization_id = token.organization_id
             and (token.user_id is null or organization.open_membership or project.id in (
               select project_team.project_id
               from project_teams project_team
               join team_members team_member on team_member.organization_id = project_team.organization_id
                 and team_member.team_id = project_team.team_id
               where project_team.organization_id = token.organization_id and team_member.user_id = token.user_id))
         ), '[]') as projects
       from api_tokens token
       left join organizations organization on organization.id = token.organization_id
       left join organization_members member on member.organization_id = token.organization_id
         and member.user_id = token.user_id and member.active
       left join users account on account.id = member.user_id`;

/** Who holds these tokens, without those that are unknown, revoked, expired, or whose user is no active member any more. */
export function findTokenAccess(reader: Executor, hashes: readonly Buffer[], now: Date): Promise<TokenAccessRow[]> {
  return reader.rows(
    statement(
      'find-token-access',
      `${TOKEN_ACCESS}
       where token.token_hash = any($1::bytea[]) and token.revoked_at is null
         and (token.expires_at is null or token.expires_at > $2)
         and (token.user_id is null or member.user_id is not null)`,
      [hashes.map((hash) => `\\x${hash.toString('hex')}`), now],
    ),
  );
}

/** Who holds a token that is in use in the organization: null where it was revoked, or its user is no active member any more. */
export async function findTokenHolder(
  reader: Executor,
  { tokenId, organizationId }: { readonly tokenId: string; readonly organizationId: string },
): Promise<TokenAccessRow | null> {
  const [row] = await reader.rows<TokenAccessRow>(
    statement(
      'find-token-holder',
      `${TOKEN_ACCESS}
       where token.id = $1 and (token.organization_id = $2 or token.organization_id is null)
         and token.revoked_at is null and (token.user_id is null or member.user_id is not null)`,
      [tokenId, organizationId],
    ),
  );
  return row ?? null;
}
