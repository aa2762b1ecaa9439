import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OperationKind } from "../../../../../src/datasources/qianfan/api.ts";
import { type Call, newCall } from "../../../../../src/datasources/qianfan/call.ts";
import {
  PlatformError,
  type PlatformErrorFacts,
} from "../../../../../src/datasources/qianfan/http/platform-error.ts";
import { Breaker } from "../../../../../src/datasources/qianfan/http/retry/breaker.ts";
import { Limiter } from "../../../../../src/datasources/qianfan/http/retry/limiter.ts";
import { RetryPolicy } from "../../../../../src/datasources/qianfan/http/retry/retry-policy.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const deliveryOf = (attempts = 3) =>
  new RetryPolicy({
    attempts,
    retryDelayMs: 200,
    patienceMs: 30_000,
    limiter: new Limiter({ callsPerSecond: 0, callsInFlight: 0 }),
    breaker: new Breaker({ failures: 0, openMs: 1 }),
  });

const errand = (kind: OperationKind, attempt: () => Promise<string>, call: Call = newCall()) => ({
  kind,
  call,
  attempt,
  outcome: (cause: unknown) => cause,
});

/** An attempt that always fails in the same way, and when it was made. */
function failing(facts: Partial<PlatformErrorFacts> = {}) {
  const at: number[] = [];
  const start = performance.now();
  const attempt = () => {
    at.push(performance.now() - start);
    return Promise.reject(
      new PlatformError({
        code: "QIANFAN_UNAVAILABLE",
        reason: "",
        transient: true,
        effect: "none",
        ...facts,
      }),
    );
  };
  return { attempt, at };
}

async function settled(delivered: Promise<unknown>): Promise<void> {
  const outcome = expect(delivered).rejects.toThrow();
  await vi.runAllTimersAsync();
  await outcome;
}

describe("a read that fails", () => {
  it.each([
    [0.75, [0, 150, 450, 1050]],
    [0.5, [0, 100, 300, 700]],
    [0, [0, 0, 0, 0]],
  ])("waits a random part (%d) of 200 ms, then of twice as much each time", async (random, at) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const failed = failing();
    await settled(deliveryOf(4).deliver(errand("read", failed.attempt)));
    expect(failed.at.map(Math.round)).toEqual(at);
  });

  it("waits as long as Qianfan asks", async () => {
    const { attempt, at } = failing({ retryAfterMs: 5000 });
    await settled(deliveryOf().deliver(errand("read", attempt)));
    expect(at).toEqual([0, 5000, 10_000]);
  });

  it("is not tried again when that would be later than anyone waits", async () => {
    const { attempt, at } = failing({ retryAfterMs: 5000 });
    const until = performance.now() + 7000;
    await settled(deliveryOf().deliver(errand("read", attempt, newCall({ until }))));
    expect(at).toEqual([0, 5000]);
  });

  it("is not tried again when it is given up during the wait, and leaves no timer", async () => {
    const { attempt, at } = failing({ retryAfterMs: 5000 });
    const leaving = new AbortController();
    const delivered = deliveryOf().deliver(
      errand("read", attempt, newCall({ signal: leaving.signal })),
    );
    await vi.advanceTimersByTimeAsync(1000);
    leaving.abort(new Error("gone"));
    await expect(delivered).rejects.toThrow("gone");
    expect(vi.getTimerCount()).toBe(0);
    expect(at).toEqual([0]);
  });

  it("pays back what its retry took when that succeeds, so that the budget lasts", async () => {
    const delivery = deliveryOf(2);
    for (let i = 0; i < 500; i += 1) {
      const { attempt } = failing();
      let calls = 0;
      const delivered = delivery.deliver(
        errand("read", () => {
          calls += 1;
          return calls === 1 ? attempt() : Promise.resolve("fine");
        }),
      );
      await vi.runAllTimersAsync();
      expect(await delivered).toBe("fine");
    }
  });
});

describe("a write that fails", () => {
  it.each([
    ["did nothing", { effect: "none" }, 3],
    ["may have worked", { effect: "unknown" }, 1],
    ["will not fare better", { effect: "none", transient: false }, 1],
  ] as const)("and %s", async (_, facts, attempts) => {
    const { attempt, at } = failing(facts);
    await settled(deliveryOf().deliver(errand("write", attempt)));
    expect(at).toHaveLength(attempts);
  });
});
