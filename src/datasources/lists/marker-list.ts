import type { MarkerPage, MarkerRequest } from "../../domain/index.ts";

/** What Qianfan cuts larger pages to. */
const MAX_PAGE = 100;

/** Which items of a list that is read by markers. */
export interface WantedItems {
  readonly count: number;
  /** The id of the item next to those that are wanted; undefined for an end of the list. */
  readonly nextTo: string | undefined;
  /** Whether the items before it are wanted, or the last ones of the list. */
  readonly isBackward: boolean;
}

/** Some items in a row, in the order of the list. */
export interface MarkerSlice<Item> {
  readonly items: readonly Item[];
  /** Whether the list goes on beyond them, in the direction in which it was read. */
  readonly goesOn: boolean;
}

/**
 * Items of a list, by the fewest of its pages: one, or two for a hundred items after another one. A
 * marker names the item that a page begins at, so that the item it is next to comes with the page.
 *
 * @param read one page; null when what the list is about does not exist, or the marker's item is gone
 */
export async function markerSlice<Item extends { readonly id: string }>(
  { count, nextTo, isBackward }: WantedItems,
  read: (page: MarkerRequest) => Promise<MarkerPage<Item> | null>,
): Promise<MarkerSlice<Item> | null> {
  const found: Item[] = [];
  let marker = nextTo;
  let goesOn = true;
  let isFirst = true;
  while (goesOn && found.length < count) {
    const pageSize = Math.min(count - found.length + (isFirst && nextTo ? 1 : 0), MAX_PAGE);
    const page = await read({ marker, pageSize, isReversed: isBackward || undefined });
    if (!page) return null;
    found.push(...(isFirst && page.items[0]?.id === nextTo ? page.items.slice(1) : page.items));
    // A list that does not move on, whatever it says, would be read for ever.
    goesOn = page.nextMarker !== null && page.nextMarker !== marker && page.items.length > 0;
    marker = page.nextMarker ?? undefined;
    isFirst = false;
  }
  const items = found.slice(0, count);
  return {
    items: isBackward ? items.reverse() : items,
    goesOn: goesOn || found.length > count,
  };
}
