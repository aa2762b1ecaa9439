import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const set = (path: string, json: string) => ({ kind: "set", path, json }) as const;

/** Each read of one object: how it is asked for, and where its answer tells the two forms of its id. */
const READS = [
  {
    operation: "modelDetail",
    field: "model",
    ids: ["am-4kq9trv2xw7b", "13410"],
    members: ["result.modelIdStr", "result.modelId"],
    other: ["am-y8ha23iz81gp", "13471"],
  },
  {
    operation: "modelVersionDetail",
    field: "modelVersion",
    ids: ["amv-8nzc3yh5pd1m", "16022"],
    members: ["result.modelVersionIdStr", "result.modelVersionId"],
    other: ["amv-2tbk6wq0rv9s", "16088"],
  },
  {
    operation: "eval/detail",
    field: "evaluationTask",
    ids: ["ame-ig70c0ztmfv9", "5902"],
    members: ["result.evaluationIdStr", "result.evaluationId"],
    other: ["ame-5wz1kd8qh3vn", "5901"],
  },
  {
    operation: "eval/result/export/info",
    field: "evaluationResultExport",
    ids: ["amemt-6hq1zk3vw8tb", "131"],
    members: ["result.exportIDStr", "result.exportID"],
    other: ["amemt-3vd9kx7rw2pm", "132"],
  },
] as const;

describe.each(READS)("an answer of $operation about another object", (read) => {
  const { operation, field, ids, members, other } = read;

  it.each([0, 1] as const)(
    "is QIANFAN_BAD_RESPONSE, and teaches no pair (form %i)",
    async (form) => {
      const { query, qianfan, upstream } = await startKit();
      const id = ids[form];
      qianfan.faults.next(
        operation,
        set(members[form], JSON.stringify(form ? +other[1] : other[0])),
      );
      const document = `query ($id: ID!) { ${field}(id: $id) { id numericId } }`;
      const { data, errors } = await query(document, { id });
      expect(data).toEqual({ [field]: null });
      expect(errors).toMatchObject([
        {
          path: [field],
          message: expect.stringContaining(`not about ${id}`),
          extensions: { code: "QIANFAN_BAD_RESPONSE", retryable: false, qianfan: { operation } },
        },
      ]);
      upstream();
      expect((await query(document, { id })).data[field]).toEqual({
        id: ids[0],
        numericId: ids[1],
      });
      expect(upstream()).toEqual([operation]);
    },
  );
});

it("an answer in one form is held against the pair that is known", async () => {
  const { query, qianfan } = await startKit();
  const document = `{ evaluationTask(id: "ame-7dk3wm9qx2tz") { numericId } }`;
  expect((await query(document)).data.evaluationTask).toEqual({ numericId: "5909" });
  for (const id of [5901, 5909]) {
    qianfan.faults.next("eval/detail", {
      kind: "text",
      contentType: "application/json",
      text: JSON.stringify({ result: { evaluationId: id, state: "Doing", evalUnits: [] } }),
    });
  }
  const state = `{ evaluationTask(id: "ame-7dk3wm9qx2tz") { state } }`;
  expect((await query(state)).errors?.[0]?.extensions.code).toBe("QIANFAN_BAD_RESPONSE");
  expect((await query(state)).data.evaluationTask).toEqual({ state: "DOING" });
});

it.each([
  [{ evaluationId: 5902, evaluationIdStr: "ame-5wz1kd8qh3vn" }, "QIANFAN_BAD_RESPONSE"],
  // Entries of 2024 name the evaluation by its integer alone.
  [{ evaluationId: 5901 }, "QIANFAN_BAD_RESPONSE"],
  [{ evaluationId: 5902 }, undefined],
  [{}, undefined],
])(
  "a report's entry is held against the evaluation that was asked for: %j",
  async (entry, code) => {
    const { query, qianfan } = await startKit();
    const text = JSON.stringify({
      result: [{ modelVersion: "1" }, { modelVersion: "2", ...entry }],
    });
    qianfan.faults.next("eval/report", { kind: "text", text, contentType: "application/json" });
    const { data, errors } = await query(
      `{ evaluationTask(id: "ame-ig70c0ztmfv9") { name report { version } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe(code);
    const report = code === undefined ? [{ version: "1" }, { version: "2" }] : null;
    expect(data.evaluationTask).toEqual({ name: "营销文案_规则评估", report });
  },
);

describe("a report without entries", () => {
  const REPORT = `{ evaluationTask(id: "ame-ig70c0ztmfv9") { report { version } } }`;

  it.each(["null", "[]"])("is not kept as final: %s", async (json) => {
    const { query, qianfan, upstream, url } = await startKit();
    qianfan.faults.next("eval/report", set("result", json), { times: 2 });
    expect((await query(REPORT)).data.evaluationTask).toEqual({ report: [] });
    const address = new URL(url);
    address.searchParams.set("query", REPORT);
    const empty = await fetch(address, { headers: { "apollo-require-preflight": "true" } });
    expect(empty.headers.get("cache-control")).toBe("no-store");
    expect((await query(REPORT)).data.evaluationTask.report).toHaveLength(5);
    const whole = await fetch(address, { headers: { "apollo-require-preflight": "true" } });
    expect(whole.headers.get("cache-control")).toBe("max-age=3600, private");
    expect(upstream().filter((operation) => operation === "eval/report")).toHaveLength(3);
  });
});
