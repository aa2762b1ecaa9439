import { describe, expect, it } from "vitest";
import { ResultCache } from "../../src/datasources/cache/result-cache.ts";

const ROOM = { maxEntries: 2, maxBytes: 1_000, maxAgeMs: 60_000 };

describe("what is kept of final things", () => {
  it("is bounded by entries, the one least used going first", () => {
    const finals = new ResultCache<object>(ROOM);
    finals.set("a", { a: 1 });
    finals.set("b", { b: 1 });
    finals.get("a");
    finals.set("c", { c: 1 });
    expect([finals.get("a"), finals.get("b"), finals.get("c")]).toEqual([
      { a: 1 },
      undefined,
      { c: 1 },
    ]);
  });

  it("is bounded by bytes, and takes nothing that is larger than all its room", () => {
    const finals = new ResultCache<object>(ROOM);
    finals.set("a", { text: "x".repeat(600) });
    finals.set("b", { text: "x".repeat(600) });
    expect(finals.get("a")).toBeUndefined();
    expect(finals.get("b")).toBeDefined();
    finals.set("c", { text: "x".repeat(2_000) });
    expect(finals.get("c")).toBeUndefined();
  });

  it("is nothing at all when no entry or no age is allowed", () => {
    for (const none of [{ maxEntries: 0 }, { maxAgeMs: 0 }]) {
      const finals = new ResultCache<object>({ ...ROOM, ...none });
      finals.set("a", { a: 1 });
      expect(finals.get("a")).toBeUndefined();
    }
  });
});
