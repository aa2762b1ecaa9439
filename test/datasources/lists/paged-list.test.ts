import { describe, expect, it } from "vitest";
import { PagedList } from "../../../src/datasources/lists/paged-list.ts";
import { sliceOf, type Wanted } from "../../../src/datasources/lists/slice.ts";
import type { PageRequest } from "../../../src/domain/index.ts";

interface Upstream {
  /** Whether answers tell how many rows there are. */
  readonly tellsTotal?: boolean;
  /** The largest page it gives, whatever is asked for. */
  readonly cap?: number;
  /** Gives everything, whatever is asked for. */
  readonly ignoresPages?: boolean;
}

function listOf(
  length: number,
  { tellsTotal = true, cap = 1000, ignoresPages = false }: Upstream = {},
) {
  const all = Array.from({ length }, (_, place) => place);
  const asked: PageRequest[] = [];
  const list = new PagedList<number>({
    name: "some/list",
    largestPage: 100,
    page: async (request) => {
      asked.push(request);
      const size = Math.min(cap, request.pageSize);
      const start = (request.pageNo - 1) * size;
      const rows = ignoresPages ? all : all.slice(start, start + size);
      return { rows, total: tellsTotal ? length : null };
    },
  });
  return { all, asked, list };
}

const WINDOWS: Wanted[] = [0, 1, 20, 50, 99, 100, 149, 150, 151, 400].flatMap((from) => [
  ...[1, 20, 33, 100].map((count): Wanted => ({ kind: "rows", from, to: from + count })),
  ...[1, 20, 100].map((count): Wanted => ({ kind: "tail", from, count })),
]);

describe("any part of a list in pages", () => {
  it.each([0, 1, 20, 99, 100, 101, 150, 350])(
    "is the same as of the list of %i",
    async (length) => {
      for (const wanted of WINDOWS) {
        const { all, list } = listOf(length);
        expect(await list.slice(wanted)).toEqual(sliceOf(all, wanted));
      }
    },
  );

  it.each([0, 1, 20, 99, 100, 101, 150])(
    "is the same of %i when no total is told, and says whether it goes on",
    async (length) => {
      for (const wanted of WINDOWS) {
        if (wanted.kind === "tail") continue;
        const { all, list } = listOf(length, { tellsTotal: false });
        const { rows, more } = sliceOf(all, wanted);
        expect(await list.slice(wanted)).toMatchObject({ rows, more, start: wanted.from });
      }
    },
  );

  it("is all the list when upstream knows no pages", async () => {
    const { list, asked } = listOf(60, { tellsTotal: false, ignoresPages: true });
    expect(await list.slice({ kind: "rows", from: 20, to: 40 })).toMatchObject({
      start: 20,
      total: 60,
      more: true,
      rows: { 0: 20, length: 20 },
    });
    expect(asked).toHaveLength(1);
  });

  it.each([
    { size: 1, tellsTotal: true },
    { size: 7, tellsTotal: false },
    { size: 40, tellsTotal: true },
    { size: 59, tellsTotal: false },
    { size: 60, tellsTotal: true },
    { size: 60, tellsTotal: false },
    { size: 100, tellsTotal: false },
  ])("is walked to its end though upstream knows no pages: %j", async ({ size, tellsTotal }) => {
    const { all, list } = listOf(60, { tellsTotal, ignoresPages: true });
    const seen: number[] = [];
    let more = true;
    while (more && seen.length < 200) {
      const from = seen.length;
      const slice = await list.slice({ kind: "rows", from, to: from + size });
      seen.push(...(slice?.rows ?? []));
      more = slice?.more ?? false;
    }
    expect(seen).toEqual(all);
  });

  it("knows the end from a page that is not full, and from an empty one after a full one", async () => {
    for (const length of [55, 60, 75]) {
      const { list, asked } = listOf(length, { tellsTotal: false });
      const slice = await list.slice({ kind: "rows", from: 49, to: 149 });
      expect(slice).toMatchObject({ total: length, more: false });
      expect(asked).toHaveLength(2);
    }
  });

  it("asks for one row more only when nothing else tells whether there is one", async () => {
    const { list, asked } = listOf(40, { tellsTotal: false });
    expect(await list.slice({ kind: "rows", from: 20, to: 40 })).toEqual({
      rows: Array.from({ length: 20 }, (_, index) => 20 + index),
      start: 20,
      total: null,
      more: false,
    });
    expect(asked).toEqual([
      { pageNo: 2, pageSize: 20 },
      { pageNo: 41, pageSize: 1 },
    ]);
  });

  it("takes the end from the first page when that holds it, and from two more at most", async () => {
    const short = listOf(70);
    expect((await short.list.slice({ kind: "tail", from: 0, count: 20 }))?.start).toBe(50);
    expect(short.asked).toHaveLength(1);
    const long = listOf(350);
    expect((await long.list.slice({ kind: "tail", from: 0, count: 100 }))?.start).toBe(250);
    expect(long.asked.length).toBeLessThanOrEqual(3);
  });

  it("is an error rather than wrong when upstream cuts pages short", async () => {
    const { list } = listOf(300, { cap: 50 });
    await expect(list.slice({ kind: "rows", from: 0, to: 100 })).rejects.toThrow(
      "page 1 of 100 has 50 of 300 entries",
    );
  });

  it("has no end when upstream tells no total", async () => {
    const { list } = listOf(300, { tellsTotal: false });
    await expect(list.slice({ kind: "tail", from: 0, count: 5 })).rejects.toMatchObject({
      code: "QIANFAN_BAD_RESPONSE",
    });
  });

  it("is null when what the list is about does not exist", async () => {
    const list = new PagedList({ name: "some/list", largestPage: 100, page: async () => null });
    expect(await list.slice({ kind: "rows", from: 0, to: 5 })).toBeNull();
    expect(await list.slice({ kind: "rows", from: 5, to: 5 })).toBeNull();
    expect(await list.slice({ kind: "tail", from: 0, count: 5 })).toBeNull();
  });
});
