import { describe, expect, it } from "vitest";
import {
  type Mark,
  type MarkedList,
  mergedSlice,
} from "../../../src/datasources/lists/marked-list.ts";

interface Row {
  readonly id: string;
  readonly age: number;
}

const byAge = (a: Row, b: Row) => a.age - b.age;

/** A list as V2 answers it, and the markers that it was asked for. */
function listOf(prefix: string, ages: readonly number[], mostInPage = 100) {
  const rows = ages.map((age) => ({ id: `${prefix}${age}`, age }));
  const asked: (string | undefined)[] = [];
  const list = (count: number): MarkedList<Row> => ({
    markerOf: ({ id }) => id,
    page: async (marker) => {
      asked.push(marker);
      const start = marker === undefined ? 0 : rows.findIndex(({ id }) => id === marker);
      if (start < 0) return null;
      const end = start + Math.min(count, mostInPage);
      const nextMarker = rows[end]?.id ?? null;
      return { items: rows.slice(start, end), nextMarker, isTruncated: nextMarker !== null };
    },
  });
  return { rows, asked, list };
}

type Listing = ReturnType<typeof listOf>;

/** All pages of several lists, one after the other. */
async function walk(listings: readonly Listing[], count: number): Promise<string[][]> {
  const pages: string[][] = [];
  let marks: readonly Mark[] = [];
  for (;;) {
    const lists = listings.map(({ list }) => list(count));
    const slice = await mergedSlice(lists, marks, count, byAge);
    if (!slice) throw new Error("The entry of a marker is gone.");
    pages.push(slice.rows.map(({ row }) => row.id));
    marks = slice.rows.at(-1)?.after ?? [];
    if (!slice.more) return pages;
  }
}

describe("a list that is read by markers", () => {
  it("is walked page by page, with one read for each", async () => {
    const listing = listOf("a", [1, 2, 3, 4, 5]);
    expect(await walk([listing], 2)).toEqual([["a1", "a2"], ["a3", "a4"], ["a5"]]);
    expect(listing.asked).toEqual([undefined, "a3", "a5"]);
  });

  it("ends with a page that is full", async () => {
    expect(await walk([listOf("a", [1, 2])], 2)).toEqual([["a1", "a2"]]);
  });

  it("goes on after any of its rows", async () => {
    const { list } = listOf("a", [1, 2, 3]);
    const slice = await mergedSlice([list(3)], [], 3, byAge);
    expect(slice?.rows.map(({ after }) => after)).toEqual([["a2"], ["a3"], [null]]);
  });

  it("has shorter pages where Qianfan's are shorter, and loses nothing", async () => {
    const pages = await walk([listOf("a", [1, 2, 3, 4, 5], 2)], 3);
    expect(pages).toEqual([["a1", "a2"], ["a3", "a4"], ["a5"]]);
  });

  it("has nothing where it is empty, and is not asked when it has ended", async () => {
    const empty = listOf("a", []);
    expect(await walk([empty], 2)).toEqual([[]]);
    expect(await mergedSlice([empty.list(2)], [null], 2, byAge)).toEqual({ rows: [], more: false });
    expect(empty.asked).toEqual([undefined]);
  });

  it("ends with an empty page, even one that says it goes on", async () => {
    const list: MarkedList<Row> = {
      markerOf: ({ id }) => id,
      page: async () => ({ items: [], nextMarker: "a1", isTruncated: true }),
    };
    expect(await mergedSlice([list], [], 2, byAge)).toEqual({ rows: [], more: false });
  });

  it("is null where the entry of a marker is gone", async () => {
    const { list } = listOf("a", [1]);
    expect(await mergedSlice([list(2)], ["a9"], 2, byAge)).toBeNull();
  });
});

describe("two lists that are read as one", () => {
  it("are merged in their order, with one read of each for a page", async () => {
    const listings = [listOf("a", [1, 4, 5, 8]), listOf("m", [2, 3, 6])];
    expect(await walk(listings, 3)).toEqual([["a1", "m2", "m3"], ["a4", "a5", "m6"], ["a8"]]);
    expect(listings.map(({ asked }) => asked)).toEqual([
      [undefined, "a4", "a8"],
      [undefined, "m6"],
    ]);
  });

  it("give each row once in pages of any size, in whichever order they are", async () => {
    const ages = [7, 3, 9, 1, 12, 5];
    for (const count of [1, 2, 3, 5, 20]) {
      for (const mostInPage of [1, 2, 100]) {
        const listings = [listOf("a", ages, mostInPage), listOf("m", [4, 11, 2], mostInPage)];
        const ids = (await walk(listings, count)).flat();
        expect(ids.toSorted()).toEqual(
          listings.flatMap(({ rows }) => rows.map(({ id }) => id)).toSorted(),
        );
      }
    }
  });

  it("are null where the entry of one marker is gone", async () => {
    const lists = [listOf("a", [1]).list(2), listOf("m", [2]).list(2)];
    expect(await mergedSlice(lists, [null, "m9"], 2, byAge)).toBeNull();
  });
});
