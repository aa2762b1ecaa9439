import { z } from "zod";
import type { Mark, MarkedSlice } from "../../datasources/lists/marked-list.ts";
import { line, maybe, wholeNumber } from "../../schema/input-checks.ts";
import { type ConnectionOf, MAX_PAGE_SIZE } from "../../types/connection.ts";
import { type Cursors, cursorRule } from "./cursors.ts";

/** The arguments of a connection that goes forward alone, and whatever else a list takes. */
export function forwardArguments<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({
    ...shape,
    first: maybe(wholeNumber(1, MAX_PAGE_SIZE)),
    after: maybe(z.string()),
  });
}

const marker = line(256);

/** Where `count` lists go on after the entry that a cursor names. */
export function markAfter(cursors: Cursors, count: number) {
  return maybe(
    cursorRule(cursors, (place) => {
      const marks = place.split("\n").map((mark) => (mark === "" ? null : mark));
      const isWhole = marks.length === count;
      return isWhole && marks.every((mark) => mark === null || marker.safeParse(mark).success)
        ? marks
        : null;
    }),
  );
}

/** A part of a list that is read by markers, as Relay has it. */
export function markedConnection<Node>(
  { rows, more }: MarkedSlice<Node>,
  cursors: Cursors,
  isFirstPage: boolean,
): ConnectionOf<Node> {
  const edges = rows.map(({ row, after }) => ({ node: row, cursor: cursorOf(after, cursors) }));
  return {
    edges,
    nodes: rows.map(({ row }) => row),
    totalCount: isFirstPage && !more ? rows.length : null,
    pageInfo: {
      hasNextPage: more,
      hasPreviousPage: !isFirstPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

// The next entries, not this one: so the entry that a page ends with may be deleted meanwhile.
function cursorOf(after: readonly Mark[], cursors: Cursors): string {
  return cursors.encode(after.map((mark) => mark ?? "").join("\n"));
}
