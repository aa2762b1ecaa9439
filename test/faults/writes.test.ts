import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../src/emulator/index.ts";
import type { AnsweredError } from "../kit/index.ts";
import { type FaultyKit, IMPATIENT, post, startFaulty, upstreamOf } from "./kit.ts";

const WRITES = {
  publishTrainModel: {
    query: `mutation { publishModel(input: {
        modelId: "am-4kq9trv2xw7b" trainJobId: "job-7xk2mwq9rtba" trainTaskId: "task-9wm4qz7xk2bt" }) {
      modelVersion { version } userErrors { code message } } }`,
    check: "Look for a version published from task-9wm4qz7xk2bt under model am-4kq9trv2xw7b",
  },
  "eval/create": {
    query: `mutation { createEvaluationTask(input: {
        name: "nightly" datasetId: "ds-jm4t9wq27bxk1c5e"
        versions: [{ modelVersionId: "amv-8nzc3yh5pd1m" }] rule: { scoreModes: [ACCURACY] } }) {
      evaluationTask { name } userErrors { code message } } }`,
    check: 'Look for an evaluation named "nightly"',
  },
  "eval/cancel": {
    query: `mutation { stopEvaluationTask(id: "ame-7dk3wm9qx2tz") {
      evaluationTask { state } userErrors { code message } } }`,
    check: "Look at the state of ame-7dk3wm9qx2tz",
  },
  "eval/result/export": {
    query: `mutation { exportEvaluationResults(input: { evaluationTaskId: "ame-ig70c0ztmfv9" }) {
      evaluationResultExport { id } userErrors { code message } } }`,
    check: "An export of ame-ig70c0ztmfv9 may be under way",
  },
} as const;

type Write = keyof typeof WRITES;
const NAMES = Object.keys(WRITES) as Write[];

const LOST: readonly [string, FaultInput][] = [
  ["hangs", { kind: "hang" }],
  ["sends headers and hangs", { kind: "hang-in-body" }],
  ["resets", { kind: "reset" }],
  ["resets in the middle", { kind: "half" }],
  ["trickles", { kind: "trickle" }],
  ["answers nothing", { kind: "text", text: "" }],
  ["answers 204", { kind: "status", status: 204 }],
  ["answers HTML", { kind: "text", text: "<html></html>" }],
  ["answers half a JSON", { kind: "truncate" }],
  ["answers no result", { kind: "text", text: '{"log_id":"1"}', contentType: "application/json" }],
  ["answers 500", { kind: "status", status: 500 }],
  ["answers 502", { kind: "status", status: 502 }],
  ["answers 503", { kind: "status", status: 503 }],
  ["answers 504", { kind: "status", status: 504 }],
  ["answers 500000 with HTTP 200", { kind: "refuse", code: 500000 }],
  ["answers 336100 with HTTP 200", { kind: "refuse", code: 336100 }],
];

async function write(kit: FaultyKit, name: Write, headers = {}) {
  const { status, answer } = await post(kit.url, WRITES[name].query, headers);
  const error: AnsweredError | undefined = answer.errors?.[0];
  return {
    status,
    code: error?.extensions.code ?? "none",
    retryable: error?.extensions.retryable,
    attempts: upstreamOf(error)?.attempts,
    message: error?.message,
    calls: kit.upstream().filter((operation) => operation === name).length,
    data: Object.values(answer.data ?? {})[0],
  };
}

describe("a write whose answer is lost", () => {
  it.each(NAMES)("F36 %s: is sent once, and OUTCOME_UNKNOWN says what to look at", async (name) => {
    const kit = await startFaulty(IMPATIENT);
    for (const [how, fault] of LOST) {
      kit.qianfan.faults.next(name, fault, { times: 99 });
      expect([how, await write(kit, name)]).toMatchObject([
        how,
        {
          status: 200,
          code: "OUTCOME_UNKNOWN",
          retryable: false,
          attempts: 1,
          calls: 1,
          message: expect.stringContaining(WRITES[name].check),
          data: null,
        },
      ]);
      kit.qianfan.faults.clear();
    }
  });

  it("F06 a reset of an idle kept-alive connection at the moment of reuse: is a lost answer too", async () => {
    const kit = await startFaulty({ UPSTREAM_CONNECTIONS: "1" });
    await post(kit.url, `{ model(id: "am-4kq9trv2xw7b") { name } }`);
    kit.qianfan.faults.next("eval/cancel", { kind: "reset-when-reused" });
    expect(await write(kit, "eval/cancel")).toMatchObject({ code: "OUTCOME_UNKNOWN", calls: 1 });
  });

  it("F36 that it did take effect can be seen by looking where the message says", async () => {
    const kit = await startFaulty();
    kit.qianfan.faults.next("eval/cancel", { kind: "reset" }, { done: true });
    expect(await write(kit, "eval/cancel")).toMatchObject({ code: "OUTCOME_UNKNOWN" });
    const look = `{ evaluationTask(id: "ame-7dk3wm9qx2tz") { state } }`;
    expect((await post(kit.url, look)).answer.data.evaluationTask).toEqual({ state: "STOPPING" });
  });
});

describe("a write that for certain did nothing", () => {
  const RATE: readonly FaultInput[] = [
    ...[4, 18, 19, 336501, 336502].map((code) => ({ kind: "refuse", code }) as const),
    { kind: "status", status: 429 },
  ];

  it("F37 refused for rate: is tried again, and succeeds", async () => {
    const kit = await startFaulty();
    for (const fault of RATE) {
      kit.qianfan.registry().deleteTask("ame-7dk3wm9qx2tz");
      kit.qianfan.registry().addTask({
        evalIdStr: "ame-7dk3wm9qx2tz",
        versions: [...(kit.qianfan.registry().model(13410)?.versions ?? [])],
        state: "Doing",
      });
      kit.qianfan.faults.next("eval/cancel", fault, { times: 2 });
      expect([fault, await write(kit, "eval/cancel")]).toMatchObject([
        fault,
        { code: "none", calls: 3, data: { userErrors: [] } },
      ]);
    }
  });

  it("F37 refused for rate every time: is QIANFAN_RATE_LIMITED after three attempts", async () => {
    const kit = await startFaulty();
    kit.qianfan.faults.next("eval/create", { kind: "refuse", code: 18 }, { times: 99 });
    expect(await write(kit, "eval/create")).toMatchObject({
      code: "QIANFAN_RATE_LIMITED",
      retryable: true,
      attempts: 3,
      calls: 3,
    });
  });

  it("F37 refused since the day's quota is used up (17): is not tried again", async () => {
    const kit = await startFaulty();
    kit.qianfan.faults.next("eval/create", { kind: "refuse", code: 17 }, { times: 99 });
    expect(await write(kit, "eval/create")).toMatchObject({
      code: "QIANFAN_RATE_LIMITED",
      retryable: false,
      attempts: 1,
      calls: 1,
    });
  });

  it("F38 not a byte of it had left: is tried again, and no outcome is unknown", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.once("listening", resolve));
    const address = closed.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await new Promise((resolve) => closed.close(resolve));
    const kit = await startFaulty({ QIANFAN_CONSOLE_API_BASE_URL: `http://127.0.0.1:${port}` });
    expect(await write(kit, "publishTrainModel")).toMatchObject({
      code: "QIANFAN_UNAVAILABLE",
      retryable: true,
      attempts: 3,
      calls: 0,
    });
  });

  it.each([401, 403, 404])("F38 refused with HTTP %d: is told as it is, once", async (status) => {
    const kit = await startFaulty({ QIANFAN_API_VERSION: "v1" });
    kit.qianfan.faults.next("publishTrainModel", { kind: "status", status }, { times: 99 });
    const told = await write(kit, "publishTrainModel");
    expect(told).toMatchObject({ attempts: 1, calls: 1, status: 200 });
    expect(told.code).toBe(status === 404 ? "QIANFAN_ERROR" : "QIANFAN_CREDENTIALS_REJECTED");
  });
});

describe("a cancel that is refused", () => {
  it("F09 with result:false: is a user error with Qianfan's words, sent once", async () => {
    const kit = await startFaulty();
    const json = '{"result": false, "errorMessage": "任务状态为Done，无法停止"}';
    kit.qianfan.faults.next("eval/cancel", { kind: "set", path: "result", json });
    expect(await write(kit, "eval/cancel")).toMatchObject({
      code: "none",
      calls: 1,
      data: {
        evaluationTask: null,
        userErrors: [
          { code: "EVALUATION_TASK_NOT_STOPPABLE", message: expect.stringContaining("无法停止") },
        ],
      },
    });
  });

  it("F10 with an error body: is QIANFAN_ERROR with Qianfan's words, sent once", async () => {
    const kit = await startFaulty();
    const message = "包含人工评估的任务不支持停止";
    kit.qianfan.faults.next("eval/cancel", { kind: "refuse", code: 336003, message });
    expect(await write(kit, "eval/cancel")).toMatchObject({
      code: "QIANFAN_ERROR",
      attempts: 1,
      calls: 1,
      message: expect.stringContaining(message),
    });
  });
});
