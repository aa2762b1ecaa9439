import { describe, expect, it } from "vitest";
import { send } from "../client.ts";
import { v2ClientOf } from "./client.ts";
import { FIRST, MODEL, startBoth } from "./start.ts";

const INVALID =
  "The JSON you provided was well-formed and valid, but not appropriate for this operation.";

describe("the signature", () => {
  it("covers the action: that of another one is refused", async () => {
    const { call, emulator } = await startBoth();
    const changes = { signed: { Action: "DescribeModelSet" } };
    const answer = await call("model", "DeleteModelSet", { modelSetId: MODEL }, changes);
    expect(answer.status).toBe(403);
    expect(emulator.registry().model(MODEL)).toBeDefined();
  });

  it("covers every parameter: one that was added is refused", async () => {
    const { call } = await startBoth();
    const changes = { query: { locale: "zh" }, signed: { Action: "DescribeModel" } };
    expect(await call("model", "DescribeModel", { modelId: FIRST }, changes)).toMatchObject({
      status: 403,
    });
  });

  it("may cover more parameters than the action, in any order and with any characters", async () => {
    const { call } = await startBoth();
    const query = { "a b": "客 服+&=*", Zone: "" };
    expect(await call("model", "DescribeModel", { modelId: FIRST }, { query })).toMatchObject({
      status: 200,
    });
  });

  it("is needed", async () => {
    const { emulator } = await startBoth();
    const answer = await send(emulator, "/v2/model?Action=DescribeModel", {}, "{}");
    expect(answer.status).toBe(403);
    expect(emulator.calls).toMatchObject([{ operation: "DescribeModel", status: 403 }]);
  });

  it("decides whose objects there are", async () => {
    const other = { accessKey: "other", secretKey: "secret", userId: 7 };
    const { emulator, result } = await startBoth({
      accounts: [{ ...other, accessKey: "first" }, other],
    });
    const own = await v2ClientOf(emulator, { ...other, accessKey: "first" }).result(
      "model",
      "DescribeModelSet",
      { modelSetId: MODEL },
    );
    expect(own).toMatchObject({ modelSetId: MODEL });
    const stranger = v2ClientOf(emulator, other);
    expect(await stranger.refusal("model", "DescribeModelSet", { modelSetId: MODEL })).toBe(
      "400 InappropriateJSON param[modelSetId] invalid.",
    );
    expect(await stranger.model("DescribeSystemModelSets")).toMatchObject({
      systemModelSetList: [{}, {}],
    });
    await expect(result("model", "DescribeSystemModelSets", {})).rejects.toThrow();
  });
});

describe("an answer", () => {
  it("has the request's id in a header too, also when it is a refusal", async () => {
    const { call } = await startBoth();
    for (const modelId of [FIRST, "amv-none"]) {
      const answer = await call("model", "DescribeModel", { modelId });
      expect(answer.body).toMatchObject({ requestId: answer.headers["x-bce-request-id"] });
    }
  });

  it("refuses with a status of 400 and above, a code and a message", async () => {
    const { call } = await startBoth();
    const answer = await call("model", "DescribeModel", { modelId: "amv-none" });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        requestId: expect.any(String),
        code: "InappropriateJSON",
        message: `${INVALID} param[modelId] invalid.`,
      },
    });
  });

  it.each(["DescribeModels", "", "describeModel", "CreateEvalTask"])(
    "refuses the unknown action %j",
    async (action) => {
      const { refusal, emulator } = await startBoth();
      expect(await refusal("model", action, {})).toBe(
        "400 InappropriateJSON param[Action] invalid.",
      );
      expect(emulator.calls).toMatchObject([{ operation: "/v2/model" }]);
    },
  );

  it("refuses a method other than POST, a path without actions, and what is not a JSON object", async () => {
    const { call, emulator } = await startBoth();
    const get = await call("model", "DescribeModel", {}, { method: "PUT" });
    expect(get).toMatchObject({ status: 405, headers: { allow: "POST" } });
    expect(await send(emulator, "/v2/service?Action=DescribeServices", {})).toMatchObject({
      status: 404,
    });
    for (const text of ["{", "[]", '"text"']) {
      expect(await call("model", "DescribeModel", {}, { text })).toMatchObject({
        status: 400,
        body: { code: "MalformedJSON" },
      });
    }
  });

  it("names the innermost member that is wrong, or missing", async () => {
    const { refusal } = await startBoth();
    const refused = (body: object) => refusal("model", "CreateCustomModel", body);
    const right = { modelSetId: MODEL, sourceType: "Train", trainMeta: { taskId: "task-none" } };
    expect(await refused({ ...right, modelSetId: undefined })).toContain("param[modelSetId]");
    expect(await refused({ ...right, sourceType: "Trained" })).toContain("param[sourceType]");
    expect(await refused({ ...right, trainMeta: {} })).toContain("param[taskId]");
    expect(await refused({ ...right, trainMeta: undefined })).toContain("param[trainMeta]");
    expect(await refused({ ...right, description: "长".repeat(301) })).toContain(
      "param[description]",
    );
    expect(await refused(right)).toContain("param[taskId]");
  });

  it("takes null for a member that is absent", async () => {
    const { model } = await startBoth();
    const body = { modelSetId: null, modelSetName: "客服助手" };
    expect(await model("DescribeModelSet", body)).toMatchObject({ modelSetId: MODEL });
  });

  it("stands in the call log under the action's name, with its code", async () => {
    const { emulator, call } = await startBoth();
    await call("model", "DescribeModel", { modelId: FIRST });
    await call("model", "DescribeModel", { modelId: "amv-none" });
    expect(emulator.calls).toMatchObject([
      { operation: "DescribeModel", body: { modelId: FIRST }, status: 200, errorCode: null },
      { operation: "DescribeModel", status: 400, errorCode: "InappropriateJSON" },
    ]);
  });

  it("takes V1's integers, and their digits, for an id", async () => {
    const { model, evaluation } = await startBoth();
    expect(await model("DescribeModel", { modelId: 16022 })).toMatchObject({ modelId: FIRST });
    expect(await evaluation("DescribeEvalTask", { taskId: "5901" })).toMatchObject({
      taskId: "ame-5wz1kd8qh3vn",
    });
  });
});
