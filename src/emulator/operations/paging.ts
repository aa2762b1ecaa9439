import { z } from "zod";

const MAX_PAGE_SIZE = 100;

/** What every list takes to choose a page. */
export const paging = {
  pageNo: z.int().min(1).default(1),
  pageSize: z.int().min(1).max(MAX_PAGE_SIZE).default(20),
};

export const order = z.enum(["asc", "desc"]).default("desc");

/** One page of a list, and how long the whole list is. */
export function pageOf<Item>(
  items: readonly Item[],
  { pageNo, pageSize }: { pageNo: number; pageSize: number },
): { total: number; items: Item[] } {
  const start = (pageNo - 1) * pageSize;
  return { total: items.length, items: items.slice(start, start + pageSize) };
}
