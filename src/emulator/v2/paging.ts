import { z } from "zod";
import { invalidParam } from "./errors.ts";

const MAX_KEYS = 100;

/** What every list takes to choose a page. */
export const paging = {
  /** The first item of the page. */
  marker: z.string().optional(),
  maxKeys: z.int().min(1).default(10),
  pageReverse: z.boolean().default(false),
};

type Paging = z.output<z.ZodObject<typeof paging>>;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

/** One page of a list that is in its usual order. An empty marker means the first page. */
export function pageOf<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  { marker = "", maxKeys, pageReverse }: Paging,
): Page<Item> {
  const ordered = pageReverse ? items.toReversed() : items;
  const start = marker === "" ? 0 : ordered.findIndex((item) => idOf(item) === marker);
  if (start < 0) throw invalidParam("marker");
  const size = Math.min(maxKeys, MAX_KEYS);
  const next = ordered[start + size];
  return {
    items: ordered.slice(start, start + size),
    pageInfo: {
      marker,
      maxKeys: size,
      isTruncated: next !== undefined,
      ...(next !== undefined && { nextMarker: idOf(next) }),
    },
  };
}

/** Newest first; of the same age, the one that came later. */
export function newestFirst<Item extends { readonly createTime: Date }>(
  items: Iterable<Item>,
): Item[] {
  return [...items].reverse().sort((a, b) => b.createTime.getTime() - a.createTime.getTime());
}
