import { z } from "zod";
import type { MarkerSlice, WantedItems } from "../../datasources/lists/marker-list.ts";
import { allows, badInput, checked, maybe } from "../../schema/input-checks.ts";
import { type ConnectionOf, DEFAULT_PAGE_SIZE, type PageArgs } from "../../types/connection.ts";
import { type Cursors, cursorRule } from "./cursors.ts";
import { pagedArguments } from "./page.ts";

const pageRules = pagedArguments({});

const OF_THIS_LIST = allows("a cursor that this list gave", "该列表给出的游标");
const STILL_THERE = allows(
  "the cursor of an entry that is still in the list",
  "仍在列表中的条目的游标",
);
const AFTER_WITH_FIRST = allows(
  "nothing, with last or before: this list is read from one end",
  "与 last 或 before 一起时不填：该列表只能从一端读取",
);

/**
 * A page of a list that Qianfan reads by markers. Its cursors name the entry, so that nothing that comes
 * or goes before it moves the page.
 *
 * @param read the wanted items; null when the list does not exist, or the entry of the cursor is gone
 */
export async function markerConnection<Item extends { readonly id: string }>(
  page: PageArgs,
  cursors: Cursors,
  read: (wanted: WantedItems) => Promise<MarkerSlice<Item> | null>,
): Promise<ConnectionOf<Item> | null> {
  const wanted = wantedItems(page, cursors);
  const slice = await read(wanted);
  if (slice) return connectionOf(slice, wanted, cursors);
  if (wanted.nextTo === undefined) return null;
  const path = wanted.isBackward ? "before" : "after";
  throw badInput([{ path: [path], given: JSON.stringify(page[path]), allowed: STILL_THERE }]);
}

function wantedItems(page: PageArgs, cursors: Cursors): WantedItems {
  const { first, last, after, before } = checked(pageRules, page, "");
  const isBackward = last !== undefined || before !== undefined;
  const cursor = maybe(cursorRule(cursors, (id) => id, OF_THIS_LIST));
  const rules = z.object({
    first: isBackward ? maybe(z.never(AFTER_WITH_FIRST)) : z.unknown(),
    after: isBackward ? maybe(z.never(AFTER_WITH_FIRST)) : cursor,
    before: cursor,
  });
  const places = checked(rules, { first, after, before }, "");
  return {
    count: (isBackward ? last : first) ?? DEFAULT_PAGE_SIZE,
    nextTo: isBackward ? places.before : places.after,
    isBackward,
  };
}

function connectionOf<Item extends { readonly id: string }>(
  { items, goesOn }: MarkerSlice<Item>,
  { nextTo, isBackward }: WantedItems,
  cursors: Cursors,
): ConnectionOf<Item> {
  const edges = items.map((node) => ({ node, cursor: cursors.encode(node.id) }));
  const isNextToOne = nextTo !== undefined;
  return {
    edges,
    nodes: items,
    // Qianfan does not tell it: it is known where all of the list is here.
    totalCount: isNextToOne || goesOn ? null : items.length,
    pageInfo: {
      hasNextPage: isBackward ? isNextToOne : goesOn,
      hasPreviousPage: isBackward ? goesOn : isNextToOne,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
