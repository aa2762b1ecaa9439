import { describe, expect, it } from "vitest";
import { cover } from "../../../src/datasources/lists/cover.ts";

/** The fewest pages of one size that hold the rows, found by trying everything. */
function fewest(from: number, to: number, largest: number): { count: number; pageSize: number } {
  let best = { count: Number.POSITIVE_INFINITY, pageSize: 0 };
  for (let pageSize = 1; pageSize <= largest; pageSize += 1) {
    const count = Math.ceil(to / pageSize) - Math.floor(from / pageSize);
    if (count < best.count) best = { count, pageSize };
  }
  return best;
}

describe("the pages that cover a window", () => {
  it.each([1, 7, 20, 100])("are as few and as small as can be, none over %i", (largest) => {
    for (let from = 0; from < 230; from += 7) {
      for (const length of [1, 2, 3, 10, 19, 20, 21, 50, 99, 100]) {
        const to = from + length;
        const pages = cover(from, to, largest);
        const { count, pageSize } = fewest(from, to, largest);
        expect(pages).toHaveLength(count);
        expect(new Set(pages.map((page) => page.pageSize))).toEqual(new Set([pageSize]));
        const [first] = pages;
        expect(((first?.pageNo ?? 0) - 1) * pageSize).toBeLessThanOrEqual(from);
        expect((pages.at(-1)?.pageNo ?? 0) * pageSize).toBeGreaterThanOrEqual(to);
        expect(pages.map(({ pageNo }) => pageNo - (first?.pageNo ?? 0))).toEqual([...pages.keys()]);
      }
    }
  });

  it("are one when the window is a page, and never more than two of the largest", () => {
    expect(cover(40, 60, 100)).toEqual([{ pageNo: 3, pageSize: 20 }]);
    expect(cover(20, 50, 100)).toEqual([{ pageNo: 1, pageSize: 50 }]);
    expect(cover(49, 149, 100)).toEqual([
      { pageNo: 1, pageSize: 75 },
      { pageNo: 2, pageSize: 75 },
    ]);
    for (let from = 0; from < 1000; from += 1) {
      expect(cover(from, from + 100, 100).length).toBeLessThanOrEqual(2);
    }
  });
});
