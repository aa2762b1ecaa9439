import type { PageRequest } from "../../domain/index.ts";

/**
 * The pages that hold the rows from `from` up to but not including `to`, as few as can be, and of the
 * smallest size that does. Qianfan's lists know pages only, all of one size; `largest` is the largest.
 */
export function cover(from: number, to: number, largest: number): PageRequest[] {
  for (let count = 1; ; count += 1) {
    for (let pageSize = Math.ceil((to - from) / count); pageSize <= largest; pageSize += 1) {
      const before = Math.floor(from / pageSize);
      if ((before + count) * pageSize >= to) {
        return Array.from({ length: count }, (_, index) => ({
          pageNo: before + index + 1,
          pageSize,
        }));
      }
    }
  }
}
