import type { CommitLink } from '../../domain/releases/group-link';
import type { Resolution } from '../../domain/releases/resolution';
import { statement, type Executor } from '../statement';
import { findNextReleases, type NextRelease, type WaitingPlace } from './next-releases';

/** In which release or commit issues are resolved, by issue. */
export interface ResolutionRows {
  readonly resolutions: ReadonlyMap<string, Resolution>;
  /** The newest link last. */
  readonly commitLinks: ReadonlyMap<string, readonly CommitLink[]>;
}

export const NO_RESOLUTIONS: ResolutionRows = { resolutions: new Map(), commitLinks: new Map() };

/**
 * A resolution whose release has come reads complete, also where nobody has written that down yet. `ids`: the issues,
 * also as the text of an array.
 */
export async function readResolutions(
  tx: Executor,
  organizationId: string,
  ids: readonly string[] | string,
): Promise<ResolutionRows> {
  const parameters = [organizationId, ids];
  const [stored, links] = await Promise.all([
    tx.rows<StoredResolution>(statement('read-resolutions', RESOLUTIONS, parameters)),
    tx.rows<CommitLink & Keyed>(statement('read-commit-links', COMMIT_LINKS, parameters)),
  ]);
  const resolutions = await asComplete(tx, organizationId, stored);
  const commitLinks = new Map<string, CommitLink[]>();
  for (const { groupId, ...link } of links) {
    const earlier = commitLinks.get(groupId);
    if (earlier === undefined) commitLinks.set(groupId, [link]);
    else earlier.push(link);
  }
  return { resolutions, commitLinks };
}

interface Keyed {
  readonly groupId: string;
}

type StoredResolution = Resolution & Keyed & { readonly projectId: string };

/** The releases that have come for which resolutions wait; those that wait for the same one ask for it once. */
export async function findCome(
  executor: Executor,
  organizationId: string,
  waiting: readonly WaitingPlace[],
): Promise<(place: WaitingPlace) => NextRelease | null> {
  const places = new Map(waiting.map((place) => [nameOf(place), place]));
  const found = places.size > 0 ? await findNextReleases(executor, organizationId, [...places.values()]) : [];
  const come = new Map([...places.keys()].map((name, index) => [name, found[index] ?? null]));
  return (place) => come.get(nameOf(place)) ?? null;
}

async function asComplete(
  tx: Executor,
  organizationId: string,
  stored: readonly StoredResolution[],
): Promise<ReadonlyMap<string, Resolution>> {
  const pending = stored.filter(({ status }) => status === 'PENDING');
  const comeFor = await findCome(tx, organizationId, pending);
  return new Map(
    stored.map(({ groupId, projectId, ...row }) => {
      const came = row.status === 'PENDING' ? comeFor({ projectId, ...row }) : null;
      return [groupId, came === null ? row : { ...row, ...COMPLETE, releaseId: came.id, releaseVersion: came.version }];
    }),
  );
}

/** What else is said of a resolution whose release has come. */
export const COMPLETE = { futureReleaseVersion: null, type: 'IN_RELEASE', status: 'RESOLVED' } as const;

function nameOf({ projectId, releaseId, futureReleaseVersion }: WaitingPlace): string {
  return JSON.stringify([projectId, releaseId, futureReleaseVersion]);
}

const RESOLUTIONS = `
  select n.group_id as "groupId", n.project_id as "projectId", n.id, n.release_id as "releaseId", r.version as "releaseVersion",
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
