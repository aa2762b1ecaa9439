import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../src/emulator/index.ts";
import { OTHER, post, startFaulty } from "./kit.ts";

const HEALTHY = { status: 200, other: OTHER };
const set = (path: string, json: string): FaultInput => ({ kind: "set", path, json });

describe("an answer that cannot be read", () => {
  it.each<[string, FaultInput, string]>([
    ["F11 an empty body", { kind: "text", text: "" }, "the answer is empty"],
    ["F12 204", { kind: "status", status: 204 }, "the answer is empty"],
    ["F13 HTML", { kind: "text", text: "<html>maintenance</html>" }, "text/html"],
    ["F14 truncated JSON", { kind: "truncate" }, "the answer is not JSON"],
    ["F20 a missing result", { kind: "remove", path: "result" }, "the answer has no result"],
    ["F20 a result of null", set("result", "null"), "result"],
    ["F20 both ids missing", set("result", '{"modelName":"a"}'), "result.modelId: is missing"],
    ["F20 a version without ids", set("result.modelVersionList", "[{}]"), "modelVersionId"],
  ])("%s: is QIANFAN_BAD_RESPONSE, not asked for again", async (_, fault, reason) => {
    const { readModel } = await startFaulty();
    expect(await readModel(fault)).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_BAD_RESPONSE",
      attempts: 1,
      calls: 1,
      model: null,
      error: {
        message: expect.stringContaining(reason),
        extensions: { retryable: false, qianfan: { httpStatus: expect.any(Number) } },
      },
    });
  });

  it("F15 a body over the size limit: is QIANFAN_BAD_RESPONSE, read no further than the limit", async () => {
    const { readModel } = await startFaulty({ UPSTREAM_MAX_ANSWER_BYTES: "100000" });
    expect(await readModel({ kind: "oversize", bytes: 1_000_000 })).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_BAD_RESPONSE",
      attempts: 1,
      calls: 1,
      error: { message: expect.stringContaining("larger than this server reads") },
    });
  });
});

describe("an odd answer that can be read", () => {
  const NUMBERS = `{ model(id: "am-4kq9trv2xw7b") { numericId versions(first: 1) { numericId } } }`;

  it("F16 ids of 17 and more digits as JSON numbers: keep every digit", async () => {
    const { url, qianfan } = await startFaulty();
    qianfan.faults.next(
      "modelDetail",
      set(
        "result.modelVersionList",
        '[{"modelVersionId": 9223372036854775807, "modelVersionIdStr": "amv-8nzc3yh5pd1m"}]',
      ),
    );
    expect((await post(url, NUMBERS)).answer.data.model.versions).toEqual([
      { numericId: "9223372036854775807" },
    ]);
    qianfan.faults.next("modelDetail", set("result.modelId", "12345678901234567"));
    expect((await post(url, NUMBERS)).answer.data.model.numericId).toBe("12345678901234567");
  });

  it.each([
    ["an int", "3662836331", "3662836331"],
    ["a string", '"3662836331"', "3662836331"],
    ["an int of 18 digits", "366283633112345678", "366283633112345678"],
    // Then the id of the header counts.
    ["null", "null", expect.any(String)],
  ])("F17 log_id as %s: is told as it is, on errors", async (_, json, requestId) => {
    const { readModel } = await startFaulty();
    const text = `{"error_code": 336003, "error_msg": "no", "log_id": ${json}}`;
    expect(await readModel({ kind: "text", text, contentType: "application/json" })).toMatchObject({
      ...HEALTHY,
      code: "QIANFAN_ERROR",
      error: { extensions: { qianfan: { requestId } } },
    });
  });

  it("F18 an unknown state: is UNKNOWN, with the raw text beside it", async () => {
    const { url, qianfan } = await startFaulty();
    qianfan.faults.next("eval/detail", set("result.state", '"Hibernating"'));
    const query = `{ evaluationTask(id: "ame-ig70c0ztmfv9") { state stateText isFinal name } }`;
    expect((await post(url, query)).answer).toEqual({
      data: {
        evaluationTask: {
          state: "UNKNOWN",
          stateText: "Hibernating",
          isFinal: false,
          name: "营销文案_规则评估",
        },
      },
    });
  });

  it("F19 null where an array is expected: is an empty list", async () => {
    const { readModel } = await startFaulty();
    expect(await readModel(set("result.modelVersionList", "null"))).toMatchObject({
      ...HEALTHY,
      code: "none",
      calls: 1,
      model: { name: "客服助手", versions: [] },
    });
  });

  it("F20 a missing field that is not required: is null, and its neighbours are there", async () => {
    const { readModel } = await startFaulty();
    expect(await readModel({ kind: "remove", path: "result.modelName" })).toMatchObject({
      ...HEALTHY,
      code: "none",
      model: { name: null, versions: [{ version: "3" }, { version: "2" }, { version: "1" }] },
    });
  });

  it.each([
    ["at the top", "__proto__"],
    ["in the result", "result.__proto__"],
    ["in a version", "result.modelVersionList.0.__proto__"],
    ["in a free-form object", "result.modelVersionList.0.property.__proto__"],
  ])("F21 a __proto__ key %s: changes nothing", async (_, path) => {
    const { readModel } = await startFaulty();
    // A long number beside it takes the way of the other JSON parser.
    for (const json of ['{"polluted": 1}', '{"polluted": 12345678901234567890}']) {
      expect(await readModel(set(path, json), 1)).toMatchObject({
        ...HEALTHY,
        code: "none",
        model: { name: "客服助手" },
      });
      expect(Reflect.get({}, "polluted")).toBeUndefined();
    }
  });

  it.each(["__proto__", "constructor", "toString"])(
    "F21 an error code named %s: is QIANFAN_ERROR",
    async (code) => {
      const { readModel } = await startFaulty();
      const text = JSON.stringify({ code, message: "odd" });
      expect(await readModel({ kind: "status", status: 400, text })).toMatchObject({
        ...HEALTHY,
        code: "QIANFAN_ERROR",
        attempts: 1,
      });
    },
  );

  it("F32 a model of 10,000 versions: is one call, and as many or few of them as asked", async () => {
    const { url, qianfan, upstream } = await startFaulty();
    const { modelIdStr } = qianfan.registry().addModel({ versions: 10_000 });
    const query = `{ model(id: "${modelIdStr}") {
      versions { id } newest: versions(first: 2) { version } latestVersion { version } } }`;
    const { data } = (await post(url, query)).answer;
    expect(data.model).toMatchObject({
      newest: [{ version: "10000" }, { version: "9999" }],
      latestVersion: { version: "10000" },
    });
    expect(data.model.versions).toHaveLength(10_000);
    expect(upstream()).toEqual(["modelDetail"]);
  });
});

describe("a task whose state does not go its way", () => {
  const FRESH = { "cache-control": "no-cache" };
  const state = async (url: string, id: string, headers = {}) =>
    (await post(url, `{ evaluationTask(id: "${id}") { state isFinal } }`, headers)).answer.data
      .evaluationTask;

  it("F33 a task that never leaves Doing: is asked for anew each time, and nothing here waits for it", async () => {
    const { url, qianfan, upstream } = await startFaulty();
    for (const hour of [1, 24, 24 * 365]) {
      qianfan.clock.advance(hour * 3_600_000);
      expect(await state(url, "ame-h9z1bgznokkg")).toEqual({ state: "DOING", isFinal: false });
    }
    expect(upstream()).toEqual(["eval/detail", "eval/detail", "eval/detail"]);
  });

  it("F34 a state that goes backwards: is told as it is, and the final one is forgotten", async () => {
    const { url, qianfan, upstream } = await startFaulty();
    const id = "ame-ig70c0ztmfv9";
    expect(await state(url, id)).toEqual({ state: "DONE", isFinal: true });
    qianfan.faults.next("eval/detail", set("result.state", '"Doing"'), { times: 2 });
    expect(await state(url, id)).toEqual({ state: "DONE", isFinal: true });
    expect(await state(url, id, FRESH)).toEqual({ state: "DOING", isFinal: false });
    expect(await state(url, id)).toEqual({ state: "DOING", isFinal: false });
    expect(await state(url, id)).toEqual({ state: "DONE", isFinal: true });
    expect(upstream()).toHaveLength(4);
  });
});
