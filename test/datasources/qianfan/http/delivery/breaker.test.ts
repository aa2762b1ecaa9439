import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PlatformError } from "../../../../../src/datasources/qianfan/http/platform-error.ts";
import { Breaker } from "../../../../../src/datasources/qianfan/http/retry/breaker.ts";
import { BusinessError, type ErrorCode } from "../../../../../src/domain/index.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const failing = (code: ErrorCode) => () =>
  Promise.reject(new PlatformError({ code, reason: "", transient: true, effect: "none" }));
const down = failing("QIANFAN_UNAVAILABLE");
const fine = async () => "fine";

function breakerOf(failures: number) {
  const changes: string[] = [];
  const onChange = (state: string) => void changes.push(state);
  const breaker = new Breaker({ failures, openMs: 1000, onChange });
  const run = async (attempt: () => Promise<string>) => {
    const refusal = breaker.refusal();
    if (refusal) throw refusal;
    const probing = breaker.begin();
    try {
      const answer = await attempt();
      breaker.succeeded();
      return answer;
    } catch (error) {
      breaker.failed(error, probing);
      throw error;
    }
  };
  return { breaker, changes, run };
}

async function broken() {
  const made = breakerOf(2);
  for (let i = 0; i < 2; i += 1) await expect(made.run(down)).rejects.toThrow();
  return made;
}

describe("the breaker", () => {
  it("opens after a run of failures, and says so once", async () => {
    const { breaker, changes, run } = await broken();
    expect([breaker.isOpen, changes]).toEqual([true, ["open"]]);
    await expect(run(fine)).rejects.toMatchObject({ facts: { retryAfterMs: 1000 } });
  });

  it.each<[string, () => Promise<string>]>([
    ["a success", fine],
    ["a refusal", () => Promise.reject(new BusinessError("MODEL_NOT_FOUND", "", null))],
    ["a rate limit", failing("QIANFAN_RATE_LIMITED")],
    ["an unreadable answer", failing("QIANFAN_BAD_RESPONSE")],
  ])("takes %s for a sign of life", async (_, attempt) => {
    const { breaker, run } = breakerOf(2);
    for (let i = 0; i < 5; i += 1) {
      await expect(run(down)).rejects.toThrow();
      await run(attempt).catch(() => {});
    }
    expect(breaker.isOpen).toBe(false);
  });

  it("lets one call find out at a time, and closes when it succeeds", async () => {
    const { breaker, changes, run } = await broken();
    vi.advanceTimersByTime(1000);
    let answer = (_: string) => {};
    const probe = run(() => new Promise((resolve) => (answer = resolve)));
    await expect(run(fine)).rejects.toThrow();
    answer("it is back");
    expect(await probe).toBe("it is back");
    expect(await run(fine)).toBe("fine");
    expect([breaker.isOpen, changes]).toEqual([false, ["open", "closed"]]);
  });

  it("stays open when that call fails, and is not fooled when its caller leaves", async () => {
    const { breaker, run } = await broken();
    vi.advanceTimersByTime(1000);
    await expect(run(() => Promise.reject(new Error("caller gone")))).rejects.toThrow("gone");
    expect(breaker.isOpen).toBe(false);
    await expect(run(down)).rejects.toThrow();
    expect(breaker.isOpen).toBe(true);
  });

  it("never opens when it is turned off", async () => {
    const { breaker, run } = breakerOf(0);
    for (let i = 0; i < 100; i += 1) await expect(run(down)).rejects.toThrow();
    expect(breaker.isOpen).toBe(false);
  });
});
