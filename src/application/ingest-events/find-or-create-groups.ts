import { PRIORITY_OF_LEVEL } from '../../domain/events/level';
import { allotShortIds } from '../../persistence/compile/ingest/allot-short-ids';
import { claimGroupHashes } from '../../persistence/compile/ingest/claim-group-hashes';
import {
  announceNewGroups,
  insertNewGroups,
  openNewGroups,
  type NewGroup,
} from '../../persistence/compile/ingest/insert-new-groups';
import { writeGroupTexts } from '../../persistence/compile/ingest/write-group-texts';
import {
  findOwnersOfHashes,
  type GroupOfHash,
  type HashKey,
  type HashOwner,
} from '../../persistence/read/find-owners-of-hashes';
import type { Executor } from '../../persistence/statement';
import type { PlacedEvent } from './releases-of-events';

/** Events whose issues are wanted. */
interface OwnersToFind {
  readonly events: readonly PlacedEvent[];
  /** The owners that their hashes have. */
  readonly found: readonly HashOwner[];
  readonly now: Date;
}

/** The issues that events belong to, or the tombstones that drop them, by `hashKey`; issues that are missing are made. */
export async function findOrCreateGroups(
  tx: Executor,
  { events, found, now }: OwnersToFind,
): Promise<ReadonlyMap<string, HashOwner>> {
  const wanted = [...new Map(events.map((event) => [hashKey(event), event])).values()];
  const missing = without(wanted, found);
  if (missing.length === 0) return byHash(found);
  const claimed = await claimGroupHashes(tx, missing, now);
  if (claimed.length > 0) await createGroups(tx, await newGroups(tx, claimed, events), now);
  // Somebody else took these meanwhile, and may have given them up again: they are looked for as if anew.
  const elsewhere = without(missing, claimed);
  const taken = elsewhere.length > 0 ? await findAgain(tx, { events, elsewhere, now }) : [];
  return new Map([...byHash([...found, ...claimed]), ...taken]);
}

async function findAgain(
  tx: Executor,
  { events, elsewhere, now }: Omit<OwnersToFind, 'found'> & { readonly elsewhere: readonly PlacedEvent[] },
): Promise<ReadonlyMap<string, HashOwner>> {
  const keys = new Set(elsewhere.map(hashKey));
  const others = events.filter((event) => keys.has(hashKey(event)));
  return findOrCreateGroups(tx, { events: others, found: await findOwnersOfHashes(tx, elsewhere), now });
}

/** Names a hash within all projects. */
export function hashKey({ projectId, hash }: HashKey): string {
  return `${projectId}:${hash}`;
}

function without<T extends HashKey>(all: readonly T[], some: readonly HashKey[]): readonly T[] {
  const left = new Set(some.map(hashKey));
  return all.filter((key) => !left.has(hashKey(key)));
}

function byHash<Owner extends HashOwner>(owners: readonly Owner[]): ReadonlyMap<string, Owner> {
  return new Map(owners.map((owner) => [hashKey(owner), owner]));
}

/** Each issue looks like its first event in the batch; short ids follow the order of the batch. */
async function newGroups(
  tx: Executor,
  claimed: readonly GroupOfHash[],
  events: readonly PlacedEvent[],
): Promise<readonly NewGroup[]> {
  const owners = byHash(claimed);
  const eventsOf = new Map<string, [PlacedEvent, ...PlacedEvent[]]>();
  for (const event of events) {
    const id = owners.get(hashKey(event))?.groupId;
    if (id === undefined) continue;
    const earlier = eventsOf.get(id);
    if (earlier === undefined) eventsOf.set(id, [event]);
    else earlier.push(event);
  }
  const allot = shortIds(await allotShortIds(tx, demands([...eventsOf.values()].map(([first]) => first))));
  return [...eventsOf].map(([id, [first, ...more]]) => ({
    organizationId: first.organizationId,
    id,
    projectId: first.projectId,
    shortId: allot(first.projectId),
    title: first.facts.title,
    culprit: first.facts.culprit,
    message: first.facts.summary,
    level: first.facts.level,
    platform: first.facts.platform,
    firstReleaseId: first.releaseId,
    priority: PRIORITY_OF_LEVEL[first.facts.level],
    firstSeen: new Date(Math.min(...[first, ...more].map(({ facts }) => facts.timestamp.getTime()))),
  }));
}

function demands(firstEvents: readonly PlacedEvent[]) {
  const counts = new Map<string, { organizationId: string; projectId: string; count: number }>();
  for (const { organizationId, projectId } of firstEvents) {
    const count = (counts.get(projectId)?.count ?? 0) + 1;
    counts.set(projectId, { organizationId, projectId, count });
  }
  return [...counts.values()];
}

function shortIds(before: ReadonlyMap<string, number>): (projectId: string) => number {
  const last = new Map(before);
  return (projectId) => {
    const next = (last.get(projectId) ?? 0) + 1;
    last.set(projectId, next);
    return next;
  };
}

async function createGroups(tx: Executor, groups: readonly NewGroup[], now: Date): Promise<void> {
  await Promise.all([
    insertNewGroups(tx, groups, now),
    writeGroupTexts(tx, groups),
    openNewGroups(tx, groups, now),
    announceNewGroups(tx, groups, now),
  ]);
}
