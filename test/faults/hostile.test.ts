import { describe, expect, it } from "vitest";
import { OTHER, post, startFaulty } from "./kit.ts";

const HEALTHY = { status: 200, other: OTHER };
const set = (path: string, json: string) => ({ kind: "set", path, json }) as const;
const THEN = '{"then":1}';
const deep = (levels: number) => `${"[".repeat(levels)}1${"]".repeat(levels)}`;

describe("an answer that cannot be read", () => {
  it.each([
    ["result", "[]", "result: "],
    ["result", "7", "result: "],
    ["result", '{"then":1}', "result.modelId: is missing"],
    ["result.modelVersionList", "7", "result.modelVersionList: "],
    ["result.modelVersionList", '"x"', "result.modelVersionList: "],
    ["result.modelVersionList", '{"length":1}', "result.modelVersionList: "],
    ["result.modelVersionList.1", "null", "result.modelVersionList.1: "],
    ["result.modelVersionList.1", "7", "result.modelVersionList.1: "],
    ["result.modelVersionList.1", '"x"', "result.modelVersionList.1: "],
    ["result.modelVersionList.1", "[]", "result.modelVersionList.1: "],
    ["result.modelVersionList.1", '{"then":1}', "result.modelVersionList.1.modelVersionId: "],
    ["result.createUser", deep(5000), "result.createUser: nests deeper than 100 levels"],
    [
      "result.modelVersionList.2.property",
      deep(50_000),
      "result.modelVersionList.2.property: nests deeper than 100 levels",
    ],
  ])(
    "is QIANFAN_BAD_RESPONSE that names the member, beside its neighbour: %s %.20s",
    async (path, json, reason) => {
      const { readModel, logged } = await startFaulty();
      expect(await readModel(set(path, json))).toMatchObject({
        ...HEALTHY,
        code: "QIANFAN_BAD_RESPONSE",
        attempts: 1,
        calls: 1,
        model: null,
        error: { path: ["model"], message: expect.stringContaining(reason) },
      });
      expect(logged.filter(({ level }) => level === "error")).toEqual([]);
    },
  );

  it("names a version's parameter that nests too deep, in the caller's language", async () => {
    const { url, qianfan } = await startFaulty();
    qianfan.faults.next("modelVersionDetail", set("result.params.input", deep(5000)), { times: 2 });
    const query = `{ modelVersion(id: "amv-8nzc3yh5pd1m") { parameters { input } }
      other: evaluationTask(id: "ame-ig70c0ztmfv9") { state } }`;
    for (const [language, reason] of [
      ["en", "result.params.input: nests deeper than 100 levels"],
      ["zh", "result.params.input：嵌套超过 100 层"],
    ]) {
      const { status, answer } = await post(url, query, { "accept-language": language ?? "" });
      expect(status).toBe(200);
      expect(answer.data.other).toEqual(OTHER);
      expect(answer.errors).toMatchObject([
        {
          message: expect.stringContaining(`${reason}`),
          extensions: { code: "QIANFAN_BAD_RESPONSE" },
        },
      ]);
    }
  });

  it("names a row's member that nests too deep, which `raw` would have told", async () => {
    const { url, qianfan } = await startFaulty();
    qianfan.faults.next("eval/result/list", set("result.items.0.extra", deep(5000)));
    const query = `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { name results(first: 2) { nodes { raw } } } }`;
    const { answer } = await post(url, query);
    expect(answer.data).toEqual({ evaluationTask: { name: "客服助手_评估_01", results: null } });
    expect(answer.errors).toMatchObject([
      {
        path: ["evaluationTask", "results"],
        message: expect.stringContaining("result.items.0.extra: nests deeper than 100 levels"),
        extensions: { code: "QIANFAN_BAD_RESPONSE" },
      },
    ]);
  });
});

describe("an answer that is odd, and can be read", () => {
  it.each(["7", "9007199254740993"])(
    "takes the last of two names, also beside %s",
    async (number) => {
      const { readModel } = await startFaulty();
      const fault = set("result.odd", `${number},"modelName":1,"modelName":"zwei"`);
      expect(await readModel(fault)).toMatchObject({
        ...HEALTHY,
        code: "none",
        model: { name: "zwei" },
      });
    },
  );

  it("has null for a time that is an object, and shows a member named then", async () => {
    const { url, qianfan } = await startFaulty();
    qianfan.faults.next("modelVersionDetail", set("result.createTime", THEN));
    qianfan.faults.next("eval/result/list", set("result.items.0.extra", THEN));
    const { answer } = await post(
      url,
      `{ modelVersion(id: "amv-8nzc3yh5pd1m") { createdAt version parameters { input } }
         evaluationTask(id: "ame-5wz1kd8qh3vn") { results(first: 1) { nodes { raw } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.modelVersion).toMatchObject({ createdAt: null, version: "1" });
    expect(answer.data.evaluationTask.results.nodes[0].raw.extra).toEqual(JSON.parse(THEN));
  });

  it.each([
    ['{"error":{"code":12,"message":"closed today"}}', "12"],
    ['{"success":false,"message":"closed today"}', null],
    ['{"code":418,"message":"closed today"}', "418"],
  ])("passes Qianfan's words on from HTTP 200 with %s", async (text, errorCode) => {
    const { readModel } = await startFaulty();
    expect(await readModel({ kind: "text", text, contentType: "application/json" })).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_ERROR",
      error: {
        message: expect.stringContaining("closed today"),
        extensions: { qianfan: { errorCode, message: "closed today", httpStatus: 200 } },
      },
    });
  });

  it("is a success with the code 0 as a text", async () => {
    const { readModel } = await startFaulty();
    const code = set("code", '"0"');
    expect(await readModel(code)).toMatchObject({ code: "none", model: { name: "客服助手" } });
  });
});
