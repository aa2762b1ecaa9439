import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../../src/datasources/idempotency/memory-store.ts";

const done = { kind: "done", value: { id: "ame-1" } } as const;

describe("idempotency keys in memory", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("tell who comes second whose key it is, and how that ended", async () => {
    const store = new MemoryStore({ maxKeys: 10, maxAgeMs: 1000 });
    expect(await store.claim("k", "a")).toEqual({ state: "claimed" });
    const second = await store.claim("k", "b");
    await store.keep("k", done);
    if (second.state !== "taken") throw new Error("claimed twice");
    expect(second.fingerprint).toBe("a");
    expect(await second.outcome).toEqual(done);
  });

  it("are free again when nothing was changed, and when their time is up", async () => {
    const store = new MemoryStore({ maxKeys: 10, maxAgeMs: 1000 });
    await store.claim("k", "a");
    const second = await store.claim("k", "a");
    await store.free("k");
    if (second.state !== "taken") throw new Error("claimed twice");
    expect(await second.outcome).toBeNull();
    expect(await store.claim("k", "a")).toEqual({ state: "claimed" });
    await store.keep("k", done);
    vi.setSystemTime(Date.now() + 999);
    expect(await store.claim("k", "a")).toMatchObject({ state: "taken" });
    vi.setSystemTime(Date.now() + 1);
    expect(await store.claim("k", "b")).toEqual({ state: "claimed" });
  });

  it("are refused rather than forgotten early when there are too many", async () => {
    const store = new MemoryStore({ maxKeys: 1, maxAgeMs: 1000 });
    await store.claim("k", "a");
    await expect(store.claim("l", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    vi.setSystemTime(Date.now() + 1000);
    expect(await store.claim("l", "a")).toEqual({ state: "claimed" });
  });
});
