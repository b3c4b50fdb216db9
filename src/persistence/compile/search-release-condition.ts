import type { ReleasePredicate } from '../../domain/search/search-expression';
import { patternCondition } from './search-pattern';
import type { SearchContext } from './search-scope';

/** The issue was first met in one of the releases. */
export function firstReleaseCondition(predicate: ReleasePredicate, context: SearchContext): string {
  return predicate.versions === null
    ? 'g.first_release_id is not null'
    : `g.first_release_id ${isOneOfReleases(predicate, context)}`;
}

/** The right side of a comparison with the releases' ids, which the statement itself looks up once. */
export function isOneOfReleases(predicate: ReleasePredicate, context: SearchContext): string {
  const { versions, latest } = predicate;
  const queries = [
    ...(versions?.length ? [ofVersions(predicate, context)] : []),
    ...(latest ? [latestReleases(context)] : []),
  ];
  // A version is one release. Of an array the planner would expect ten, and ten times as many issues.
  const isOne = !latest && versions?.length === 1 && versions[0]?.length === 1;
  return isOne ? `= (${queries.join('')})` : `= any (array(${queries.join(' union ')}))`;
}

function ofVersions({ versions }: ReleasePredicate, { parameters, organization }: SearchContext): string {
  return `select r.id from releases r
    where r.organization_id = ${organization}::bigint and ${patternCondition('r.version', versions ?? [], parameters)}`;
}

/**
 * Of each project the greatest version where its releases follow semver, else the newest: one or two releases follow it
 * if the one that was added last does, more if one of the last three does, and ten or more only if three of the last ten
 * do. The rule is that of `followsSemver` in the domain.
 */
function latestReleases({ parameters, scope, organization }: SearchContext): string {
  const ofProject = `from release_projects p
      join releases r on r.organization_id = p.organization_id and r.id = p.release_id
      where p.organization_id = ${organization}::bigint and p.project_id = project.id and r.status = 'OPEN'`;
  return `select case when follows.semver then (
        select r.id ${ofProject} and r.semver_key is not null
        order by r.semver_key collate "C" desc, r.id desc limit 1) else (
        select r.id ${ofProject}
        order by coalesce(r.date_released, r.date_added) desc, r.id desc limit 1) end
    from unnest(${parameters.add(scope.projectIds)}::bigint[]) as project (id)
    cross join lateral (
      select bool_or(semantic and place <= case when total < 3 then 1 else 3 end)
          and (max(total) < 10 or count(*) filter (where semantic) >= 3) as semver
      from (
        select r.semver_key is not null as semantic, count(*) over () as total,
          row_number() over (order by r.date_added desc, r.id desc) as place
        ${ofProject} order by place limit 10
      ) recent
    ) follows
    where follows.semver is not null`;
}
