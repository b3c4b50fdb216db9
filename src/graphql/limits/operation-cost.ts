import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type DocumentNode,
  type SelectionNode,
  type ValueNode,
} from 'graphql';

/** Rows that a list without a page size is taken to have. */
const USUAL_LIST = 10;
/** Rows of a page where the client names no size, and the most that it gets as a rule. */
const USUAL_PAGE = 25;
const LARGEST_PAGE = 100;
/** What a field costs that is more than a value, and its largest page where that is another; for `@Extensions`. */
export interface CostHints {
  readonly points?: number;
  readonly largestPage?: number;
}

/** Given ids that cost as much as one field. */
const IDS_A_POINT = 10;

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  /** Valid: no unknown names, no fragment within itself. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came, not yet coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What an operation may make the server do, before it does it: a point a field, more where it says so, once for each row of the pages and lists
 * around it, and a point for ten given ids. Each fragment is added up once, so that fragments that double one another
 * cost time in proportion to the document.
 */
export function operationCost(costed: CostedOperation): number {
  const { schema, operation } = costed;
  const root = schema.getRootType(operation.operation);
  return root ? new CostCounter(costed).selections(operation.selectionSet.selections, root.name) : 0;
}

class CostCounter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly fragmentCosts = new Map<string, number>();
  private readonly defaults: ReadonlyMap<string, unknown>;

  constructor(private readonly costed: CostedOperation) {
    this.fragments = new Map(
      costed.document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
      ),
    );
    this.defaults = new Map(
      (costed.operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
      ),
    );
  }

  selections(nodes: readonly SelectionNode[], type: string): number {
    return nodes.reduce((sum, node) => sum + this.selection(node, type), 0);
  }

  private selection(node: SelectionNode, type: string): number {
    if (node.kind === Kind.FIELD) return this.field(node, type);
    if (node.kind === Kind.FRAGMENT_SPREAD) return this.fragment(node.name.value);
    return this.selections(node.selectionSet.selections, node.typeCondition?.name.value ?? type);
  }

  private fragment(name: string): number {
    const known = this.fragmentCosts.get(name);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    const cost = fragment ? this.selections(fragment.selectionSet.selections, fragment.typeCondition.name.value) : 0;
    this.fragmentCosts.set(name, cost);
    return cost;
  }

  private field(node: FieldNode, parent: string): number {
    const type = this.costed.schema.getType(parent);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    // What every type has, such as __typename.
    if (!field) return 1;
    const within = node.selectionSet
      ? this.selections(node.selectionSet.selections, getNamedType(field.type).name) * this.rows(node, field, parent)
      : 0;
    const ids = this.argument(node, 'ids');
    const { points = 1 }: CostHints = field.extensions;
    return points + within + (Array.isArray(ids) ? Math.ceil(ids.length / IDS_A_POINT) : 0);
  }

  private rows(node: FieldNode, field: GraphQLField<unknown, unknown>, parent: string): number {
    if (field.args.some(({ name }) => name === 'first')) {
      const asked = Number(this.argument(node, 'first') ?? this.argument(node, 'last') ?? USUAL_PAGE);
      const { largestPage = LARGEST_PAGE }: CostHints = field.extensions;
      return asked >= 0 && asked <= largestPage ? asked : largestPage;
    }
    // A connection's nodes and edges are the rows that the field with the page size has counted.
    return isList(field) && !parent.endsWith('Connection') ? USUAL_LIST : 1;
  }

  private argument(node: FieldNode, name: string): unknown {
    const given = node.arguments?.find((argument) => argument.name.value === name);
    return given && this.value(given.value);
  }

  private value(node: ValueNode): unknown {
    if (node.kind === Kind.LIST) return node.values;
    if (node.kind !== Kind.VARIABLE) return valueFromASTUntyped(node);
    return this.costed.variables[node.name.value] ?? this.defaults.get(node.name.value);
  }
}

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  const nullable = getNullableType(type);
  return isListType(nullable) && isCompositeType(getNullableType(nullable.ofType));
}
