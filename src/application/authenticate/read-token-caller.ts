import type { Caller } from '../../domain/access';
import { findTokenHolder } from '../../persistence/read/find-token-access';
import { listOrganizationsWithProjects } from '../../persistence/read/list-organizations-with-projects';
import type { Executor } from '../../persistence/statement';
import { callerOf } from './caller-of';

/** A token that has asked for something that is still under way. */
export interface TokenInUse {
  readonly tokenId: string;
  readonly organizationId: string;
}

/**
 * The caller that a token stands for by now, in the organization alone: without the rights and projects that its user has
 * lost. That it has expired since does not matter; null where it was revoked, or its user has left.
 */
export async function readTokenCaller(
  reader: Executor,
  { tokenId, organizationId }: TokenInUse,
): Promise<Caller | null> {
  const row = await findTokenHolder(reader, { tokenId, organizationId });
  if (row === null) return null;
  const all = row.organizationId === null ? await listOrganizationsWithProjects(reader) : null;
  const caller = callerOf(row, all);
  return { ...caller, organizations: caller.organizations.filter((one) => one.organizationId === organizationId) };
}
