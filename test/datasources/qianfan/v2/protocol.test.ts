import { describe, expect, it } from "vitest";
import { reasonFor } from "../../../../src/datasources/qianfan/http/business-errors.ts";
import { classifyCode } from "../../../../src/datasources/qianfan/http/error-classes.ts";
import type { WireReply } from "../../../../src/datasources/qianfan/http/wire.ts";
import { refusals } from "../../../../src/datasources/qianfan/v2/business-errors.ts";
import { V2_CODES } from "../../../../src/datasources/qianfan/v2/error-codes.ts";
import { V2 } from "../../../../src/datasources/qianfan/v2/protocol.ts";
import { exampleOf, operations } from "./example.ts";

const { errorIn, logIdOf, place, resultIn } = V2;

const SENTENCE = "The JSON you provided was well-formed and valid, but not appropriate.";

function reply(status: number, headers: WireReply["headers"] = {}): WireReply {
  return { status, headers, body: [] };
}

it("a request names its action in the query", () => {
  expect(place(operations.modelVersion)).toEqual({
    path: "/v2/model",
    query: { Action: "DescribeModel" },
  });
  expect(place(operations.evaluation)).toEqual({
    path: "/v2/eval",
    query: { Action: "DescribeEvalTask" },
  });
});

describe("an answer", () => {
  it("with a status of 400 or above says no", () => {
    const { response } = exampleOf("error");
    expect(errorIn(response, reply(400))).toEqual(response);
    expect(errorIn(null, reply(502))).toEqual({ code: null, message: "", requestId: null });
  });

  it("with a code says no whatever its status", () => {
    const body = { requestId: "r-1", code: "AccessDenied", message: "Access denied." };
    expect(errorIn(body, reply(200))).toEqual({
      code: "AccessDenied",
      message: "Access denied.",
      requestId: "r-1",
    });
  });

  it("of the gateway to a bad signature is two headers and nothing else", () => {
    const headers = {
      "x-bce-error-code": "IamSignatureInvalid",
      "x-bce-error-message": "SignatureDoesNotMatch",
      "x-bce-request-id": "r-2",
    };
    expect(errorIn(null, reply(403, headers))).toEqual({
      code: "IamSignatureInvalid",
      message: "SignatureDoesNotMatch",
      requestId: "r-2",
    });
  });

  it("without either is a success, and has a result", () => {
    const { response } = exampleOf("CreateEvalTask");
    expect(errorIn(response, reply(200))).toBeNull();
    expect(resultIn(response, "write")).toBe("ame-5wz1kd8qh3vn");
  });

  it("without a result is a success of a write, and none of a read", () => {
    const body = { requestId: "r-1" };
    expect(resultIn(body, "write")).toBeNull();
    expect(resultIn(null, "write")).toBeUndefined();
    expect(resultIn(body, "read")).toBeUndefined();
  });

  it("has its id in the body, or in a header", () => {
    expect(logIdOf({ requestId: "r-1" }, reply(200, { "x-bce-request-id": "r-2" }))).toBe("r-1");
    expect(logIdOf(null, reply(200, { "x-bce-request-id": "r-2" }))).toBe("r-2");
    expect(logIdOf({ requestId: {} }, reply(200))).toBeNull();
  });
});

it.each([
  ["InternalError", 200, "QIANFAN_UNAVAILABLE"],
  ["InternalError", 500, "QIANFAN_UNAVAILABLE"],
  ["AccessDenied", 200, "QIANFAN_FORBIDDEN"],
  ["InappropriateJSON", 400, "QIANFAN_ERROR"],
  ["MalformedJSON", 400, "QIANFAN_ERROR"],
  ["NeverSeen", 404, "QIANFAN_ERROR"],
])("the code %s with HTTP %i means %s", (code, status, is) => {
  expect(classifyCode(code, status, V2_CODES).is).toBe(is);
});

describe("a refusal", () => {
  it.each([
    ["param[modelId] invalid.", "MODEL_VERSION_NOT_FOUND"],
    [`${SENTENCE} param[modelId] invalid.`, "MODEL_VERSION_NOT_FOUND"],
    [`${SENTENCE} param[modelId] invalid`, "MODEL_VERSION_NOT_FOUND"],
    ["param[maxKeys] invalid.", undefined],
    ["param[modelId] invalid. And more.", undefined],
    ["", undefined],
  ])("%j is %s", (message, reason) => {
    expect(reasonFor({ code: "InappropriateJSON", message }, refusals.model)).toBe(reason);
  });

  it("with another code is none that an operation knows", () => {
    const message = "param[modelId] invalid.";
    expect(reasonFor({ code: "AccessDenied", message }, refusals.model)).toBeUndefined();
    expect(reasonFor({ code: null, message }, refusals.model)).toBeUndefined();
  });
});

it("each write says what to look at when its answer was lost, in both languages", () => {
  const model = { name: "客服助手", type: "TEXT_GENERATION" } as const;
  const evaluation = { name: "评估", datasetId: "ds-1", versions: [] };
  const compression = {
    name: "压缩",
    sourceModelVersionId: "amv-1",
    targetModelId: "am-1",
    settings: { strategy: "SPARSITY" },
  } as const;
  const checks = [
    operations.createModelSet.check?.(model),
    operations.createModel.check?.({ modelId: "am-1", trainTaskId: "task-1" }),
    operations.createEvaluation.check?.(evaluation),
    operations.updateEvaluation.check?.({ id: "ame-1", description: "" }),
    operations.createResultExport.check?.({ evaluationTaskId: "ame-1", contents: [] }),
    operations.createCompression.check?.(compression),
    operations.createModelExport.check?.("amv-1"),
    operations.stopEvaluation.check?.("ame-1"),
    operations.deleteModel.check?.("amv-1"),
  ];
  expect(checks).toMatchInlineSnapshot(`
    [
      {
        "en": "Look for a model named "客服助手" before you try again.",
        "zh": "重试前请先确认是否已有名为 "客服助手" 的模型。",
      },
      {
        "en": "Look for a version published from task-1 under model am-1 before you try again.",
        "zh": "重试前请先确认模型 am-1 下是否已有由 task-1 发布的版本。",
      },
      {
        "en": "Look for an evaluation named "评估" before you try again.",
        "zh": "重试前请先确认是否已有名为 "评估" 的评估任务。",
      },
      {
        "en": "Look at the description of ame-1; it is harmless to try again.",
        "zh": "请查看 ame-1 的描述；重试没有副作用。",
      },
      {
        "en": "An export of ame-1 may be under way; trying again makes another one.",
        "zh": "ame-1 的导出任务可能已在进行，重试将产生另一个导出。",
      },
      {
        "en": "Look for a compression named "压缩" of amv-1 before you try again.",
        "zh": "重试前请先确认 amv-1 是否已有名为 "压缩" 的压缩任务。",
      },
      {
        "en": "Look for an export of amv-1 before you try again.",
        "zh": "重试前请先确认 amv-1 是否已有导出任务。",
      },
      {
        "en": "Look at the state of ame-1 before you try again.",
        "zh": "重试前请先查看 ame-1 的状态。",
      },
      {
        "en": "Look whether amv-1 can still be found before you try again.",
        "zh": "重试前请先确认 amv-1 是否仍然存在。",
      },
    ]
  `);
  const writes = Object.values(operations).filter(({ kind }) => kind === "write");
  expect(writes.filter(({ check }) => check === undefined)).toEqual([]);
});
