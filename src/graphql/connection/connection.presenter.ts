import type { PageRequest, PageSlice } from '../../domain/page';
import type { ConnectionOf } from './connection.type';
import { encodeCursor } from './cursor';

export interface Presenting<Item, Node> {
  /** The connection's name, for its cursors. */
  readonly connection: string;
  readonly page: PageRequest;
  /** What the items are ordered by. */
  readonly keyOf: (item: Item) => string | number;
  readonly present: (item: Item) => Node;
  readonly count: () => Promise<number>;
}

/** A forward page as a connection. */
export function presentConnection<Item, Node>(
  slice: PageSlice<Item>,
  { connection, page, keyOf, present, count }: Presenting<Item, Node>,
): ConnectionOf<Node> {
  const edges = slice.items.map((item) => ({ cursor: encodeCursor(connection, keyOf(item)), node: present(item) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: slice.hasNext,
      // A cursor is only given for an item, so that after one there is always something before.
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
  };
}
