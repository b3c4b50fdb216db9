import type { MutationInput } from '../../domain/attributes/read-input';
import type { MutationOptions } from '../../domain/bulk/mutation-options';
import type { WhereInput } from '../../domain/bulk/selection';
import type { BulkCommand } from './bulk-mutate-issues.command';
import { keptId } from './judge-issues';

/** A command as JSON keeps it, so that a job can carry it out. */
export interface StoredRequest {
  readonly input?: MutationInput;
  readonly where?: WhereInput;
  readonly options: Omit<MutationOptions, 'unchangedSince'> & { readonly unchangedSince?: string };
  readonly selectsByIds: boolean;
  /** Each once, in the order in which they were asked for; only until the set is frozen. */
  readonly ids?: readonly string[];
  /** What is known of the whole set; only once it is frozen. */
  readonly facts?: SetFacts;
  /** Turns that failed in the same place; only once one has. */
  readonly failures?: { readonly count: number };
}

/** What is the same for all parts of a set, and that no part can tell. */
export interface SetFacts {
  /** Exactly one issue is selected. */
  readonly single: boolean;
  readonly projectIds: readonly string[];
}

/** The command as it is kept. */
export function toStoredRequest({ ids, input, where, options }: BulkCommand): StoredRequest {
  const { unchangedSince, ...rest } = options;
  return {
    ...(input !== undefined && { input }),
    ...(where !== undefined && { where }),
    options: { ...rest, ...(unchangedSince !== undefined && { unchangedSince: unchangedSince.toISOString() }) },
    selectsByIds: ids != null,
    ...(ids != null && { ids: [...new Set(ids)].map(keptId) }),
  };
}

/** The command as it was, but for its ids: those are the operation's frozen set. */
export function fromStoredRequest({ input, where, options, selectsByIds }: StoredRequest): BulkCommand {
  const { unchangedSince, ...rest } = options;
  return {
    ...(input !== undefined && { input }),
    ...(where !== undefined && { where }),
    options: { ...rest, ...(unchangedSince !== undefined && { unchangedSince: new Date(unchangedSince) }) },
    ...(selectsByIds && { ids: [] }),
  };
}
