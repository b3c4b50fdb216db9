import type { BulkMutateIssuesCommand } from '../../application/bulk-mutate-issues/bulk-mutate-issues.command';
import type { MutationInput } from '../../domain/attributes/read-input';
import type { ErrorPolicy, MutationOptions } from '../../domain/bulk/mutation-options';
import type { SelectionInput } from '../../domain/bulk/selection';
import { given } from '../given';
import type { ActorInput } from './actor.input';
import type { BulkMutateIssuesArgs } from './bulk-mutate-issues.args';
import type { BulkMutateIssuesInput } from './bulk-mutate-issues.input';
import type { BulkMutationOptionsInput } from './options.input';

/**
 * Arguments to command. Absent, null and value are told apart here and nowhere else: null means absent, except
 * `ids: null`, which is refused later, and `assignedTo: null`, which clears. Options get their defaults.
 */
export function toCommand({ input, options, ...selection }: BulkMutateIssuesArgs): BulkMutateIssuesCommand {
  return { ...toSelection(selection), input: toInput(input), options: toOptions(options ?? {}) };
}

/** Which issues; `ids: null` stays what it is. */
export function toSelection({ ids, where }: Pick<BulkMutateIssuesArgs, 'ids' | 'where'>): SelectionInput {
  return { ...(ids === undefined ? {} : { ids }), ...(where == null ? {} : { where: given(where) }) };
}

function toInput({ assignedTo, statusDetails, ...attributes }: BulkMutateIssuesInput): MutationInput {
  return {
    ...given(attributes),
    ...(statusDetails == null ? {} : { statusDetails: given(statusDetails) }),
    ...(assignedTo === undefined ? {} : { assignedTo: assignedTo && given<ActorInput>(assignedTo) }),
  };
}

/** Options get their defaults; that of the policy is the mutation's. */
export function toOptions(
  { dryRun, errorPolicy, expectedVersions, mode, notify, ...options }: BulkMutationOptionsInput,
  defaultPolicy: ErrorPolicy = 'ALL_OR_NOTHING',
): MutationOptions {
  return {
    ...given(options),
    dryRun: dryRun ?? false,
    errorPolicy: errorPolicy ?? defaultPolicy,
    ...(mode != null && mode !== 'AUTO' && { mode }),
    ...(notify === false && { notify }),
    ...(expectedVersions == null
      ? {}
      : { expectedVersions: expectedVersions.map(({ id, version }) => ({ id, version })) }),
  };
}
