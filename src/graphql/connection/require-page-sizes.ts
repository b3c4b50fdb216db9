import { Kind, visit, type GraphQLResolveInfo, type ValueNode } from 'graphql';
import { Refusal } from '../../domain/refusal';

const PAGE_SIZES = new Set(['first', 'last']);

/**
 * Throws BAD_USER_INPUT where a page of the answer is to have a negative size. For mutations, before they do anything:
 * the field itself would refuse only after the change.
 */
export function requirePageSizes({ operation, fragments, variableValues }: GraphQLResolveInfo): void {
  const valueOf = (node: ValueNode): unknown => {
    if (node.kind === Kind.INT) return Number(node.value);
    return node.kind === Kind.VARIABLE ? variableValues[node.name.value] : null;
  };
  for (const definition of [operation, ...Object.values(fragments)]) {
    visit(definition, {
      Argument: ({ name, value }) => {
        if (PAGE_SIZES.has(name.value) && Number(valueOf(value)) < 0) {
          throw new Refusal('BAD_USER_INPUT', `${name.value} must not be negative.`);
        }
      },
    });
  }
}
