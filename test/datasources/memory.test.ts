import { describe, expect, it } from "vitest";
import { ResultCache } from "../../src/datasources/cache/result-cache.ts";
import { IdMap } from "../../src/datasources/ids/id-map.ts";

const MANY = 1e7;

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe("what may keep ten million entries", () => {
  it("takes memory as it fills, not at the start", () => {
    const before = memory();
    const idMap = new IdMap(MANY);
    idMap.learn("model", { id: "am-4kq9trv2xw7b", numericId: "13410" });
    const finals = new ResultCache({ maxEntries: MANY, maxBytes: MANY, maxAgeMs: 1000 });
    finals.set("a", { b: 1 });
    expect(memory() - before).toBeLessThan(20e6);
    expect([idMap.size, finals.size]).toEqual([1, 1]);
  });

  it("keeps no more entries than it may", () => {
    const finals = new ResultCache({ maxEntries: 2, maxBytes: 1e6, maxAgeMs: 1000 });
    for (const key of ["a", "b", "c"]) finals.set(key, {});
    expect([finals.get("a"), finals.get("b"), finals.get("c"), finals.size]).toEqual([
      undefined,
      {},
      {},
      2,
    ]);
  });
});
