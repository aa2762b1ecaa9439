import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../../src/datasources/idempotency/memory-store.ts";
import { claimed, taken } from "./kit.ts";

const done = { kind: "done", value: { id: "ame-1" } } as const;

describe("idempotency keys in memory", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("give the one who comes second the first one's fingerprint and outcome", async () => {
    const store = new MemoryStore({ maxKeys: 10, maxAgeMs: 1000 });
    const first = await claimed(store, "k", "a");
    const second = await taken(store, "k", "b");
    await first.settle(done);
    expect(second.fingerprint).toBe("a");
    expect(await second.outcome()).toEqual(done);
  });

  it("are free again when nothing was changed, and when the outcome's time is up", async () => {
    const store = new MemoryStore({ maxKeys: 10, maxAgeMs: 1000 });
    const first = await claimed(store, "k", "a");
    const second = await taken(store, "k", "a");
    await first.release();
    expect(await second.outcome()).toBeNull();
    const third = await claimed(store, "k", "a");
    await third.settle(done);
    vi.setSystemTime(Date.now() + 999);
    await taken(store, "k", "a");
    vi.setSystemTime(Date.now() + 1);
    await claimed(store, "k", "b");
  });

  it("never expire while the write runs", async () => {
    const store = new MemoryStore({ maxKeys: 10, maxAgeMs: 1000 });
    const first = await claimed(store, "k", "a");
    vi.setSystemTime(Date.now() + 3_600_000);
    const second = await taken(store, "k", "a");
    await first.settle(done);
    expect(await second.outcome()).toEqual(done);
    vi.setSystemTime(Date.now() + 999);
    await taken(store, "k", "a");
  });

  it("are not touched by a claim that is over", async () => {
    const store = new MemoryStore({ maxKeys: 10, maxAgeMs: 1000 });
    const first = await claimed(store, "k", "a");
    await first.release();
    const second = await claimed(store, "k", "a");
    await first.release();
    await first.settle({ kind: "done", value: "another's" });
    const third = await taken(store, "k", "a");
    await second.settle(done);
    expect(await third.outcome()).toEqual(done);
  });

  it("are refused rather than forgotten early when there are too many", async () => {
    const store = new MemoryStore({ maxKeys: 1, maxAgeMs: 1000 });
    const first = await claimed(store, "k", "a");
    await first.settle(done);
    await expect(store.claim("l", "a")).rejects.toMatchObject({ code: "IDEMPOTENCY_UNAVAILABLE" });
    vi.setSystemTime(Date.now() + 1000);
    await claimed(store, "l", "a");
  });
});
