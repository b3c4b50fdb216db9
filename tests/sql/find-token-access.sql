select encode(token.token_hash, 'hex') as "tokenHash", token.id as "tokenId", token.scopes,
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
left join users account on account.id = member.user_id
where token.token_hash = any($1::bytea[]) and token.revoked_at is null
  and (token.expires_at is null or token.expires_at > $2)
  and (token.user_id is null or member.user_id is not null)
