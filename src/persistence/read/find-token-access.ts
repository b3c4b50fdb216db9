import type { MemberRole } from '../../domain/access';
import { statement, type Executor } from '../statement';

/** A project as [id, slug, resolve age in hours]. */
export type VisibleProject = readonly [id: string, slug: string, resolveAge: number | null];

/** A valid token with all that it opens in its organization; the organization is null for an installation token. */
export interface TokenAccessRow {
  readonly tokenId: string;
  readonly scopes: readonly string[];
  readonly organizationId: string | null;
  readonly slug: string | null;
  readonly userId: string | null;
  readonly role: MemberRole | null;
  readonly selfAssignOnResolve: boolean | null;
  readonly projects: readonly VisibleProject[];
}

/** Who holds this token: null where it is unknown, revoked, expired, or its user is no active member any more. */
export async function findTokenAccess(reader: Executor, hash: Buffer, now: Date): Promise<TokenAccessRow | null> {
  const [row] = await reader.rows<TokenAccessRow>(
    statement(
      'find-token-access',
      `select token.id as "tokenId", token.scopes, token.organization_id as "organizationId",
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
       left join users account on account.id = member.user_id
       where token.token_hash = $1 and token.revoked_at is null
         and (token.expires_at is null or token.expires_at > $2)
         and (token.user_id is null or member.user_id is not null)`,
      [hash, now],
    ),
  );
  return row ?? null;
}
