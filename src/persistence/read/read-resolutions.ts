import type { CommitLink } from '../../domain/releases/group-link';
import type { Resolution } from '../../domain/releases/resolution';
import { statement, type Executor } from '../statement';

/** In which release or commit issues are resolved, by issue. */
export interface ResolutionRows {
  readonly resolutions: ReadonlyMap<string, Resolution>;
  /** The newest link last. */
  readonly commitLinks: ReadonlyMap<string, readonly CommitLink[]>;
}

export const NO_RESOLUTIONS: ResolutionRows = { resolutions: new Map(), commitLinks: new Map() };

/** `parameters`: the organization, and the ids of the issues. */
export async function readResolutions(tx: Executor, parameters: readonly unknown[]): Promise<ResolutionRows> {
  const resolutions = await tx.rows<Resolution & Keyed>(statement('read-resolutions', RESOLUTIONS, parameters));
  const links = await tx.rows<CommitLink & Keyed>(statement('read-commit-links', COMMIT_LINKS, parameters));
  const commitLinks = new Map<string, CommitLink[]>();
  for (const { groupId, ...link } of links) {
    const earlier = commitLinks.get(groupId);
    if (earlier === undefined) commitLinks.set(groupId, [link]);
    else earlier.push(link);
  }
  return { resolutions: new Map(resolutions.map(({ groupId, ...row }) => [groupId, row])), commitLinks };
}

interface Keyed {
  readonly groupId: string;
}

const RESOLUTIONS = `
  select n.group_id as "groupId", n.id, n.release_id as "releaseId", r.version as "releaseVersion",
    n.current_release_version as "currentReleaseVersion", n.future_release_version as "futureReleaseVersion",
    n.type, n.status, n.actor_id as "actorId", n.date_added as "dateAdded"
  from group_resolutions n
  left join releases r on r.organization_id = n.organization_id and r.id = n.release_id
  where n.organization_id = $1 and n.group_id = any($2::bigint[])`;

const COMMIT_LINKS = `
  select l.group_id as "groupId", l.linked_id as "commitId", c.key, c.repository, l.date_added as "dateAdded"
  from group_links l
  join commits c on c.organization_id = l.organization_id and c.id = l.linked_id
  where l.organization_id = $1 and l.group_id = any($2::bigint[]) and l.linked_type = 'COMMIT'
    and l.relationship = 'RESOLVES'
  order by l.group_id, l.date_added, l.linked_id`;
