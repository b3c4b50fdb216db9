import type { MutationInput } from '../../domain/attributes/read-input';
import type { MutationOptions } from '../../domain/bulk/mutation-options';
import type { SelectionInput } from '../../domain/bulk/selection';
import type { Problem } from '../../domain/problem';
import type { TenantKey } from '../../domain/tenant-key';

/** What is to happen to many issues: `ids`, narrowed by `where` where both are given. */
export interface BulkCommand extends SelectionInput {
  /** Absent: they are to be deleted. */
  readonly input?: MutationInput;
  readonly options: MutationOptions;
}

/** One change to many issues. */
export interface BulkMutateIssuesCommand extends BulkCommand {
  readonly input: MutationInput;
}

/** The operation that was carried out (or that an earlier call with the same key was), or why nothing was. */
export type BulkMutateIssuesResult =
  | { readonly refused: false; readonly operation: TenantKey }
  | { readonly refused: true; readonly problems: readonly Problem[] };
