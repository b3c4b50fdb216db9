import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { PageInfoType } from './page-info.type';

/** A page as a presenter makes it; `count` runs only where the client selects `totalCount`. */
export interface ConnectionOf<Node> {
  readonly edges: readonly EdgeOf<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfoType;
  readonly count: () => Promise<number>;
}

export interface EdgeOf<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** Makes the Relay connection of a type: `NameConnection` and `NameEdge`. `items` is what one speaks of: "issues". */
export function connectionType<Node extends object>(
  name: string,
  { node, items }: { readonly node: () => ClassType<Node>; readonly items: string },
): ClassType<ConnectionOf<Node>> {
  @ObjectType(`${name}Edge`, { description: `One of the ${items} of a page, with its cursor.` })
  class EdgeType {
    @Field(() => String, { description: 'Opaque; names this place in the connection, for `after`.' })
    cursor: string;

    @Field(node, { description: 'What stands at this place.' })
    node: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${items}.` })
  class ConnectionType implements ConnectionOf<Node> {
    @Field(() => [EdgeType], { description: `The ${items} of this page, each with its cursor.` })
    edges: readonly EdgeType[];

    @Field(() => [node()], { description: `The ${items} of this page.` })
    nodes: readonly Node[];

    @Field(() => PageInfoType, { description: 'Where this page lies within the whole.' })
    pageInfo: PageInfoType;

    count: () => Promise<number>;

    @Field(() => Int, {
      description: `How many ${items} there are on all pages together; counted only where it is selected.`,
    })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return ConnectionType;
}
