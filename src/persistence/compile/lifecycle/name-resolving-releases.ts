import { statement, type Statement } from '../../statement';

/** The feed line that said that an issue was resolved in a release, and the version that the issue has come back with. */
export interface ResolvingLine {
  readonly groupId: string;
  readonly activityId: string;
  readonly version: string;
}

/** Gives feed lines that named no version yet the one with which their issues have come back; one that is named stays. */
export function nameResolvingReleases(organizationId: string, lines: readonly ResolvingLine[]): Statement {
  return statement(
    'name-resolving-releases',
    `update activities a
     set data = case jsonb_typeof(a.data) when 'object' then a.data else '{}' end
       || jsonb_build_object('version', n.version)
     from unnest($2::bigint[], $3::bigint[], $4::text[]) n (group_id, id, version)
     where a.organization_id = $1 and a.group_id = n.group_id and a.id = n.id
       and a.type = 'SET_RESOLVED_IN_RELEASE' and coalesce(a.data ->> 'version', '') = ''`,
    [
      organizationId,
      lines.map(({ groupId }) => groupId),
      lines.map(({ activityId }) => activityId),
      lines.map(({ version }) => version),
    ],
  );
}
