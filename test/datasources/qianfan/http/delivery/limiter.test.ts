import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Limiter } from "../../../../../src/datasources/qianfan/http/retry/limiter.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const owner = {};

/** Calls that begin when they are let, and end when the test says so. */
function caller(limiter: Limiter) {
  const ends: (() => void)[] = [];
  const call = (signal?: AbortSignal) =>
    limiter.run(owner, signal, () => new Promise<void>((resolve) => ends.push(resolve)));
  return { call, ends };
}

describe("the limiter", () => {
  it("without limits lets everything begin at once", () => {
    const { call, ends } = caller(new Limiter({ callsPerSecond: 0, callsInFlight: 0 }));
    for (let i = 0; i < 1000; i += 1) void call();
    expect(ends).toHaveLength(1000);
  });

  it("lets no more begin within any one second, wherever it begins", async () => {
    const { call, ends } = caller(new Limiter({ callsPerSecond: 10, callsInFlight: 0 }));
    const begun: number[] = [];
    for (let i = 0; i < 35; i += 1) {
      void call();
      if (i === 4) await vi.advanceTimersByTimeAsync(700);
    }
    for (let ms = 0; ms < 4000; ms += 10) {
      while (begun.length < ends.length) begun.push(ms);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(begun).toHaveLength(35);
    begun.forEach((at, i) => {
      const tenLater = begun[i + 10];
      // The first five began 700 ms before the count did.
      const began = i < 5 ? at - 700 : at;
      if (tenLater !== undefined) expect(tenLater - began).toBeGreaterThanOrEqual(1000 - 10);
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("makes way for the next one when a call ends, also when it fails", async () => {
    const limiter = new Limiter({ callsPerSecond: 0, callsInFlight: 1 });
    const failed = limiter.run(owner, undefined, () => Promise.reject(new Error("no")));
    const next = limiter.run(owner, undefined, async () => "next");
    await expect(failed).rejects.toThrow("no");
    expect(await next).toBe("next");
  });

  it("never makes a call that was given up while it waited, and leaves no timer", async () => {
    const { call, ends } = caller(new Limiter({ callsPerSecond: 1, callsInFlight: 0 }));
    void call();
    const leaving = new AbortController();
    const left = call(leaving.signal);
    expect(vi.getTimerCount()).toBe(1);
    leaving.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(5000);
    expect(ends).toHaveLength(1);
  });
});
