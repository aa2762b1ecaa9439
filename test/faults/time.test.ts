import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../src/config/index.ts";
import { UpstreamBudget } from "../../src/datasources/upstream-budget.ts";
import { DEMO_ACCOUNT, startEmulator } from "../../src/emulator/index.ts";
import { createObservers } from "../../src/observability/create-observers.ts";
import { openAccounts } from "../../src/open-accounts.ts";
import { DeadlineExceeded, deadline } from "../../src/util/deadline.ts";
import { WALL_TIME } from "../../src/util/time.ts";
import { untilCalled } from "../kit/calls.ts";
import { startKit } from "../kit/index.ts";
import { OTHER, post, startFaulty } from "./kit.ts";

const STOP = `mutation { stopEvaluationTask(id: "ame-7dk3wm9qx2tz") {
  evaluationTask { id } userErrors { code } } }`;

describe("an operation's deadline", () => {
  it("F39 ends its reads with QIANFAN_TIMEOUT at the fields concerned, and the rest is answered", async () => {
    const kit = await startFaulty({ OPERATION_TIMEOUT_MS: "1500", UPSTREAM_TIMEOUT_MS: "900" });
    expect(await kit.readModel({ kind: "hang" })).toMatchObject({
      status: 200,
      other: OTHER,
      model: null,
      code: "QIANFAN_TIMEOUT",
      attempts: 2,
      calls: 2,
      error: {
        path: ["model"],
        message: expect.stringContaining("the 1500 ms that one operation may take are over"),
        extensions: { retryable: true, qianfan: { operation: "modelDetail" } },
      },
    });
  });

  it("F39 does not cut a write, which has a time limit of its own", async () => {
    const kit = await startFaulty({
      OPERATION_TIMEOUT_MS: "100",
      UPSTREAM_WRITE_TIMEOUT_MS: "5000",
    });
    kit.qianfan.faults.next("eval/cancel", { kind: "slow", ms: 300 });
    expect((await post(kit.url, STOP)).answer).toEqual({
      data: {
        stopEvaluationTask: { evaluationTask: { id: "ame-7dk3wm9qx2tz" }, userErrors: [] },
      },
    });
  });

  it("F41 of one operation does not cut a read that another one shares", async () => {
    const emulator = await startEmulator({ latencyMs: 200 });
    const config = readConfig({
      QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
      QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
      QIANFAN_CONSOLE_API_BASE_URL: emulator.url,
    });
    const credentials = new Map([["default", DEMO_ACCOUNT]]);
    const open = openAccounts(config, credentials, {
      observers: createObservers(config, pino({ level: "silent" })),
      replicas: null,
      time: WALL_TIME,
      log: pino({ level: "silent" }),
    }).get("default");
    if (!open) throw new Error("it was opened");
    onTestFinished(async () => {
      await open.transport.close(0);
      await emulator.close();
    });
    const { modelDetail } = open.account;
    const operation = () => {
      const end = new AbortController();
      const upstreamBudget = new UpstreamBudget(deadline(60_000, end), true, 9);
      return { end, answer: modelDetail.read("am-4kq9trv2xw7b", upstreamBudget) };
    };
    const [early, late] = [operation(), operation()];
    early.end.abort(new DeadlineExceeded(1));
    await expect(early.answer).rejects.toMatchObject({
      code: "QIANFAN_TIMEOUT",
      extensions: { qianfan: { operation: "modelDetail", attempts: 1 } },
    });
    expect(await late.answer).toMatchObject({ name: "客服助手" });
    late.end.abort();
    expect(emulator.calls).toHaveLength(1);
  });
});

describe("a caller who leaves", () => {
  const send = (url: string, query: string, signal: AbortSignal) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
      signal,
    });

  it("F40 cancels the reads, and leaves nothing in the log", async () => {
    const kit = await startKit({ settings: { UPSTREAM_CONNECTIONS: "1" } });
    kit.qianfan.faults.next("modelDetail", { kind: "hang" });
    const leaving = new AbortController();
    const left = send(kit.url, `{ model(id: "am-4kq9trv2xw7b") { name } }`, leaving.signal);
    await untilCalled(kit.qianfan);
    leaving.abort();
    await expect(left).rejects.toThrow();
    // The only connection is free again because the first read was cancelled.
    await kit.query(`{ model(id: "am-dtrz534qrq3k") { name } }`);
    expect(kit.qianfan.calls.map(({ status }) => status)).toEqual([null, 200]);
    expect(kit.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  it("F40 is not tried for again", async () => {
    const kit = await startFaulty({ UPSTREAM_RETRY_DELAY_MS: "0" });
    const retryLater = { kind: "status", status: 503, headers: { "Retry-After": "1" } } as const;
    kit.qianfan.faults.next("modelDetail", retryLater, { times: 99 });
    const leaving = new AbortController();
    const left = send(kit.url, `{ model(id: "am-4kq9trv2xw7b") { name } }`, leaving.signal);
    await expect.poll(() => kit.qianfan.calls[0]?.status).toBe(503);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(kit.qianfan.calls).toHaveLength(1);
  });

  it("F40 does not cancel a write", async () => {
    const kit = await startKit({ emulator: { latencyMs: 200 } });
    const leaving = new AbortController();
    const left = send(kit.url, STOP, leaving.signal);
    await expect.poll(() => kit.qianfan.calls.length).toBe(1);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await expect.poll(() => kit.qianfan.calls[0]?.status).toBe(200);
    expect(kit.qianfan.registry().tasks.get(5909)?.state).toBe("Stopping");
  });
});
