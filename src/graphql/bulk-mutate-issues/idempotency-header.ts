import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { MutationOptions } from '../../domain/bulk/mutation-options';
import { problem, type Problem } from '../../domain/problem';

/** Mutations that the header can make safe to repeat. */
const BULK_FIELDS = new Set(['bulkMutateIssues', 'deleteIssues', 'undoBulkOperation']);

/**
 * The command with the key of the HTTP header `Idempotency-Key`. One header cannot stand for several fields, so it
 * counts only for a document with exactly one bulk field; a header and an option that differ are a mistake.
 */
export function withIdempotencyHeader<Command extends { readonly options: MutationOptions }>(
  command: Command,
  header: string | null,
  info: GraphQLResolveInfo,
): Command | Problem {
  if (header === null || countBulkFields(info.operation.selectionSet, info) !== 1) return command;
  const { idempotencyKey = header } = command.options;
  if (idempotencyKey === header) return { ...command, options: { ...command.options, idempotencyKey } };
  return problem('INVALID_INPUT', {
    message: 'options.idempotencyKey differs from the header Idempotency-Key.',
    field: ['options', 'idempotencyKey'],
  });
}

/** A fragment that is spread again selects the same fields again, and nested spreads could otherwise double without end. */
function countBulkFields(
  { selections }: SelectionSetNode,
  info: GraphQLResolveInfo,
  spread: Set<string> = new Set(),
): number {
  return selections.reduce((count, selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return count + (BULK_FIELDS.has(selection.name.value) ? 1 : 0);
      case Kind.INLINE_FRAGMENT:
        return count + countBulkFields(selection.selectionSet, info, spread);
      case Kind.FRAGMENT_SPREAD: {
        const fragment = info.fragments[selection.name.value];
        if (fragment === undefined || spread.has(selection.name.value)) return count;
        spread.add(selection.name.value);
        return count + countBulkFields(fragment.selectionSet, info, spread);
      }
    }
  }, 0);
}
