import type { Slice } from "../../datasources/lists/slice.ts";
import type { ConnectionOf } from "../../types/connection.ts";

/** A part of a list as Relay has it. */
export function connection<Node>(
  { rows, start, total, more }: Slice<Node>,
  cursorOf: (node: Node, position: number) => string,
): ConnectionOf<Node> {
  const edges = rows.map((node, index) => ({ node, cursor: cursorOf(node, start + index) }));
  return {
    edges,
    nodes: rows,
    totalCount: total,
    pageInfo: {
      hasNextPage: more,
      hasPreviousPage: Math.min(start, total ?? start) > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
