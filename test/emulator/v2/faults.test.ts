import { describe, expect, it } from "vitest";
import { send } from "../client.ts";
import { evalTask, FIRST, RULE, startBoth } from "./start.ts";

describe("a fault", () => {
  it("befalls an action by its name, and no other one", async () => {
    const { emulator, call, model } = await startBoth();
    emulator.faults.next("DescribeModel", { kind: "status", status: 503, text: "{}" });
    expect(await model("DescribeCustomModelSets")).toMatchObject({ pageInfo: {} });
    expect(await call("model", "DescribeModel", { modelId: FIRST })).toMatchObject({ status: 503 });
    expect(await model("DescribeModel", { modelId: FIRST })).toMatchObject({ status: "Ready" });
  });

  it("refuses in V2's form when its code is a word", async () => {
    const { emulator, call, refusal } = await startBoth();
    emulator.faults.next("DescribeModel", { kind: "refuse", code: "AccessDenied", status: 403 });
    expect(await call("model", "DescribeModel", {})).toMatchObject({
      status: 403,
      headers: { "x-bce-request-id": "1234567890" },
      body: { requestId: "1234567890", code: "AccessDenied", message: "made up" },
    });
    expect(emulator.calls).toMatchObject([
      { operation: "DescribeModel", status: 403, errorCode: "AccessDenied" },
    ]);
    emulator.faults.next("DescribeModel", { kind: "refuse", code: "TooMany" });
    expect(await call("model", "DescribeModel", {})).toMatchObject({ status: 400 });
    expect(await refusal("model", "DescribeModel", {})).toContain("param[modelId]");
  });

  it("refuses with HTTP 200 on request: V2 has been seen to", async () => {
    const { emulator, call } = await startBoth();
    emulator.faults.next("*", { kind: "refuse", code: "Odd", status: 200 });
    expect(await call("model", "DescribeModel", {})).toMatchObject({
      status: 200,
      body: { code: "Odd" },
    });
  });

  it("lets a write take effect although no answer comes", async () => {
    const { emulator, evaluation, registry } = await startBoth();
    emulator.faults.next("CreateEvalTask", { kind: "reset" }, { done: true });
    await expect(evaluation("CreateEvalTask", evalTask(RULE))).rejects.toThrow();
    expect([...registry.tasks]).toHaveLength(13);
  });

  it("changes a member of an answer", async () => {
    const { emulator, model } = await startBoth();
    emulator.faults.next("DescribeModel", { kind: "set", path: "result.status", json: '"Odd"' });
    emulator.faults.next("DescribeModel", { kind: "remove", path: "result.sourceInfo" });
    expect(await model("DescribeModel", { modelId: FIRST })).toMatchObject({ status: "Odd" });
    expect(await model("DescribeModel", { modelId: FIRST })).not.toHaveProperty("sourceInfo");
  });

  it("is planned over HTTP", async () => {
    const { emulator, call } = await startBoth({ faults: true });
    const plan = {
      operation: "DescribeModel",
      fault: { kind: "refuse", code: "Quota", status: 429 },
    };
    expect(await send(emulator, "/__faults", {}, JSON.stringify(plan))).toMatchObject({
      status: 200,
    });
    expect(await call("model", "DescribeModel", {})).toMatchObject({
      status: 429,
      body: { code: "Quota" },
    });
  });
});

describe("V1 withdrawn", () => {
  it.each([
    ["404", { status: 404, body: { code: "NotFound" } }],
    ["410", { status: 410, body: { code: "Gone" } }],
    ["unsupported-method", { status: 200, body: { error_code: 3, log_id: expect.any(String) } }],
  ] as const)("answers %s to every operation, and V2 is there", async (v1Withdrawal, expected) => {
    const { emulator, v1, model } = await startBoth({ v1Withdrawal });
    for (const operation of ["modelDetail", "eval/detail", "model/user/list"]) {
      expect(await v1.call(operation, { modelId: 13410, id: 5901 })).toMatchObject(expected);
    }
    expect(emulator.calls).toMatchObject([
      { operation: "modelDetail", status: expected.status },
      { operation: "eval/detail" },
      { operation: "model/user/list" },
    ]);
    expect(await model("DescribeModel", { modelId: FIRST })).toMatchObject({ status: "Ready" });
  });

  it("does nothing of what V1 is asked", async () => {
    const { v1, registry } = await startBoth({ v1Withdrawal: "410" });
    await v1.call("model/batchDelete", { modelIDs: [13410] });
    expect(registry.model(13410)).toBeDefined();
  });

  it("comes and goes while the emulator runs", async () => {
    const { emulator, v1 } = await startBoth();
    const status = async () => (await v1.call("modelDetail", { modelId: 13410 })).status;
    expect(await status()).toBe(200);
    emulator.v1Withdrawal = "404";
    expect(await status()).toBe(404);
    emulator.v1Withdrawal = null;
    expect(await status()).toBe(200);
  });
});
