import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Mutations that change any number of issues. */
const BULK_FIELDS: ReadonlySet<string> = new Set(['bulkMutateIssues', 'deleteIssues', 'undoBulkOperation']);

/**
 * At most so many bulk mutations in one operation, fragments included: two in one document would be two transactions,
 * of which the second can be refused when the first is done.
 */
export function bulkFieldsRule(most: number): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.MUTATION) return;
      const fields = rootFields(operation.selectionSet, context, new Set()).filter(({ name }) =>
        BULK_FIELDS.has(name.value),
      );
      if (fields.length <= most) return;
      const names = [...BULK_FIELDS].join(', ');
      const message = `The operation has ${fields.length} bulk mutations (${names}); at most ${most} can run at a time.`;
      context.reportError(new GraphQLError(message, { nodes: fields }));
    },
  });
}

function rootFields(
  { selections }: SelectionSetNode,
  context: ValidationContext,
  spread: Set<string>,
): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(selection.selectionSet, context, spread);
    const fragment = context.getFragment(selection.name.value);
    if (!fragment || spread.has(fragment.name.value)) return [];
    spread.add(fragment.name.value);
    return rootFields(fragment.selectionSet, context, spread);
  });
}
