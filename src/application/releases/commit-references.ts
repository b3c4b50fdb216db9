import type { OrganizationAccess } from '../../domain/access';
import { formatShortId } from '../../domain/short-id';
import {
  findGroupsByShortIds,
  findGroupsOfCommits,
  type LinkedGroup,
} from '../../persistence/read/find-groups-of-commits';
import type { Executor } from '../../persistence/statement';
import type { RegisteredCommit } from './register-commits';

/** The issues that commits speak of, or are linked to. */
export interface CommitReferences {
  /** Ids by short id; visible issues only. */
  readonly named: ReadonlyMap<string, string>;
  readonly links: readonly LinkedGroup[];
  /** All of them. */
  readonly groupIds: readonly string[];
}

/** Finds the issues that commits newly say they fix or no longer do, and those to which `released` commits are linked. */
export async function findReferences(
  tx: Executor,
  access: OrganizationAccess,
  { registered, released }: { readonly registered: readonly RegisteredCommit[]; readonly released: readonly string[] },
): Promise<CommitReferences> {
  const shortIds = new Map(
    registered.flatMap(({ fixes, drops }) => [...fixes, ...drops].map((id) => [formatShortId(id), id] as const)),
  );
  const groups = shortIds.size > 0 ? await findGroupsByShortIds(tx, access, [...shortIds.values()]) : [];
  const links = released.length > 0 ? await findGroupsOfCommits(tx, access.organizationId, released) : [];
  const groupIds = [...groups, ...links].map(({ groupId }) => groupId);
  const named = new Map(groups.map((group) => [formatShortId(group), group.groupId]));
  return { named, links, groupIds: [...new Set(groupIds)] };
}
