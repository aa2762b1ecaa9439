import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { shiftMonotonicClock } from "../kit/time.ts";
import { OTHER, post, read, startFaulty } from "./kit.ts";

const MODEL = `{ model(id: "am-4kq9trv2xw7b") { name } }`;
const STOP = `mutation { stopEvaluationTask(id: "ame-7dk3wm9qx2tz") { userErrors { code } } }`;

describe("the retry budget", () => {
  it("F42 keeps an outage from tripling the load: after a hundred retries reads fail at the first attempt", async () => {
    const kit = await startFaulty({ BREAKER_FAILURES: "0", UPSTREAM_RETRY_DELAY_MS: "0" });
    kit.qianfan.faults.next("modelDetail", { kind: "status", status: 503 }, { times: 9999 });
    for (let i = 0; i < 100; i += 1) await post(kit.url, MODEL);
    expect(kit.upstream()).toHaveLength(200);
    expect(await read(kit)).toMatchObject({
      code: "QIANFAN_UNAVAILABLE",
      attempts: 1,
      calls: 1,
      other: OTHER,
    });
  });
});

describe("the breaker", () => {
  const settings = { BREAKER_FAILURES: "3", BREAKER_OPEN_MS: "60000" };

  it("F44 after a run of failures reads fail at once, with the time of the next try; writes are still sent", async () => {
    const kit = await startFaulty(settings);
    kit.qianfan.faults.next("*", { kind: "status", status: 503 }, { times: 3 });
    await post(kit.url, MODEL);
    expect(kit.upstream()).toHaveLength(3);
    const { answer } = await post(kit.url, MODEL);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining("it failed 3 times in a row and is not tried again before"),
      extensions: {
        code: "QIANFAN_UNAVAILABLE",
        retryable: true,
        retryAt: expect.stringMatching(/^\d{4}-.*Z$/),
        qianfan: { attempts: 0 },
      },
    });
    expect(kit.upstream()).toEqual([]);
    expect((await post(kit.url, STOP)).answer.data.stopEvaluationTask).toEqual({ userErrors: [] });
    expect(kit.upstream()).toEqual(["eval/cancel"]);
    expect(kit.logged.filter(({ level }) => level === 40)).toMatchObject([
      { msg: "Qianfan keeps failing: reads fail at once for a while" },
    ]);
  });

  it("F44 is half open afterwards: one read finds out, and on success all go through again", async () => {
    const shift = shiftMonotonicClock();
    const kit = await startFaulty(settings);
    kit.qianfan.faults.next("modelDetail", { kind: "status", status: 503 }, { times: 4 });
    await post(kit.url, MODEL);
    shift(60_000);
    // The one that finds out that it still fails is not tried again.
    expect((await post(kit.url, MODEL)).answer.errors).toHaveLength(1);
    expect((await post(kit.url, MODEL)).answer.errors).toHaveLength(1);
    expect(kit.upstream()).toHaveLength(4);
    shift(60_000);
    expect((await post(kit.url, MODEL)).answer.data.model).toEqual({ name: "客服助手" });
    expect((await post(kit.url, MODEL)).answer.data.model).toEqual({ name: "客服助手" });
    expect(kit.upstream()).toHaveLength(2);
  });
});

describe("the limit on calls", () => {
  /** Several versions of as many models: as many calls, none of which another one saves. */
  async function models(settings: Readonly<Record<string, string>>, latencyMs: number) {
    const kit = await startKit({ emulator: { latencyMs }, settings });
    const ids = Array.from({ length: 12 }, () => kit.qianfan.registry().addModel().modelIdStr);
    const query = `{ ${ids.map((id, i) => `m${i}: model(id: "${id}") { id }`).join(" ")} }`;
    return { kit, query };
  }

  it("F43 in flight: no more of them at once, and all are answered", async () => {
    const { kit, query } = await models({ UPSTREAM_CALLS_IN_FLIGHT: "3" }, 20);
    expect((await post(kit.url, query)).answer.errors).toBeUndefined();
    const times = kit.qianfan.calls.flatMap(({ started, ended }) => [
      { at: started, step: 1 },
      { at: ended ?? Number.POSITIVE_INFINITY, step: -1 },
    ]);
    let inFlight = 0;
    let most = 0;
    for (const { step } of times.sort((a, b) => a.at - b.at)) {
      inFlight += step;
      most = Math.max(most, inFlight);
    }
    expect(most).toBe(3);
    expect(kit.qianfan.calls).toHaveLength(12);
  });

  it("F43 is fair: an operation's one call does not wait for all of another one's", async () => {
    const { kit, query } = await models({ UPSTREAM_CALLS_IN_FLIGHT: "1" }, 100);
    const many = post(kit.url, query);
    await expect.poll(() => kit.qianfan.calls.length).toBeGreaterThan(0);
    await post(kit.url, MODEL);
    expect(kit.qianfan.calls.length).toBeLessThan(12);
    await many;
    expect(kit.qianfan.calls).toHaveLength(13);
  });

  it("F43 the wait counts against the deadline, and what has waited in vain is never sent", async () => {
    const { kit, query } = await models(
      { UPSTREAM_CALLS_IN_FLIGHT: "1", OPERATION_TIMEOUT_MS: "500", UPSTREAM_TIMEOUT_MS: "5000" },
      200,
    );
    const { answer } = await post(kit.url, query);
    const errors = answer.errors ?? [];
    expect(errors.length).toBeGreaterThan(6);
    expect(errors.at(-1)).toMatchObject({
      path: ["m11"],
      extensions: { code: "QIANFAN_TIMEOUT", qianfan: { attempts: 0 } },
    });
    expect(kit.qianfan.calls.length).toBeLessThan(6);
  });

  it("F43 a write waits for its turn too, and says that it was not sent when that does not come", async () => {
    const kit = await startFaulty({
      UPSTREAM_CALLS_IN_FLIGHT: "1",
      OPERATION_TIMEOUT_MS: "400",
    });
    kit.qianfan.faults.next("eval/cancel", { kind: "slow", ms: 2000 });
    const first = post(kit.url, STOP);
    await expect.poll(() => kit.qianfan.calls.length).toBe(1);
    const { answer } = await post(kit.url, STOP);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining("it was not sent"),
      extensions: { code: "QIANFAN_TIMEOUT", retryable: true, qianfan: { attempts: 0 } },
    });
    expect((await first).answer.errors).toBeUndefined();
    expect(kit.upstream()).toEqual(["eval/cancel"]);
  });

  it("F43 per second: no more begin within any second", async () => {
    const { kit, query } = await models({ UPSTREAM_CALLS_PER_SECOND: "5" }, 0);
    const answered = post(kit.url, query);
    await expect.poll(() => kit.qianfan.calls.length).toBe(5);
    expect((await answered).answer.errors).toBeUndefined();
    expect(kit.qianfan.calls).toHaveLength(12);
  });
});
