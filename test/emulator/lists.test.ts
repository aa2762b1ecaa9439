import { describe, expect, it } from "vitest";
import { z } from "zod";
import { seconds, start } from "./start.ts";

const page = z.object({ total: z.number(), items: z.array(z.record(z.string(), z.unknown())) });

async function pages() {
  const started = await start();
  const list = async (operation: string, body: object = {}) =>
    page.parse(await started.result(operation, body));
  const column = async (name: string, operation: string, body: object = {}) =>
    (await list(operation, body)).items.map((item) => item[name]);
  return { ...started, list, column };
}

describe("model/user/list", () => {
  it("has the account's own models, newest first, 20 to a page", async () => {
    const { column, registry } = await pages();
    expect(await column("modelName", "model/user/list")).toEqual([
      "海报生成",
      "外部导入模型",
      "客服助手",
      "营销文案",
    ]);
    for (let made = 0; made < 25; made += 1) registry.addModel();
    expect(await column("modelId", "model/user/list")).toHaveLength(20);
    expect(await column("modelId", "model/user/list", { pageNo: 2 })).toHaveLength(9);
    expect(await column("modelId", "model/user/list", { pageNo: 3 })).toEqual([]);
  });

  it("tells of each model what the documented sample tells", async () => {
    const { list } = await pages();
    const { total, items } = await list("model/user/list", { nameFilter: "客服" });
    expect(total).toBe(1);
    expect(items).toMatchInlineSnapshot(`
      [
        {
          "createTime": "2024-04-12T10:21:07+08:00",
          "latestVersionInfo": {
            "sourceExtra": {
              "accelerationSourceExtra": {
                "sourceModelVersionId": 16022,
                "taskId": 871,
                "taskName": "客服助手_INT8",
              },
              "sourceType": "Acceleration",
            },
            "sourceType": "Acceleration",
            "state": "Ready",
            "version": "3",
            "versionId": 16131,
            "versionIdStr": "amv-5gx7md2kqw8z",
          },
          "modelId": 13410,
          "modelIdStr": "am-4kq9trv2xw7b",
          "modelName": "客服助手",
          "modelType": 0,
          "tags": [
            "客服",
            "测试",
          ],
          "trainType": "ernieBotLite-Speed",
          "versionCount": 3,
        },
      ]
    `);
  });

  it("filters by name and type, and turns its order round", async () => {
    const { column } = await pages();
    expect(await column("modelName", "model/user/list", { modelType: [1] })).toEqual(["海报生成"]);
    expect(await column("modelName", "model/user/list", { nameFilter: "nothing" })).toEqual([]);
    const ascending = { orderBy: "create_time", order: "asc", pageSize: 1 };
    expect(await column("modelName", "model/user/list", ascending)).toEqual(["营销文案"]);
  });

  it.each([
    ["pageNo", { pageNo: 0 }],
    ["pageSize", { pageSize: 0 }],
    ["pageSize", { pageSize: 101 }],
    ["modelType", { modelType: ["0"] }],
    ["orderBy", { orderBy: "name" }],
    ["order", { order: "up" }],
  ])("refuses a wrong %s", async (name, body) => {
    const { refusal } = await start();
    expect(await refusal("model/user/list", body)).toEqual([500001, `param[${name}] invalid`]);
  });
});

describe("model/preset/list", () => {
  it("has the preset models in the same shape", async () => {
    const { list, column } = await pages();
    expect(await column("modelName", "model/preset/list")).toEqual(["ERNIE Lite", "Demo-LM"]);
    const [own] = (await list("model/user/list")).items;
    const [preset] = (await list("model/preset/list")).items;
    expect(Object.keys(preset ?? {})).toEqual(Object.keys(own ?? {}));
  });
});

describe("eval/model/list", () => {
  it("has every version that can be evaluated, and no other", async () => {
    const { result, registry } = await start();
    registry.addModel({ name: "空模型" });
    const answer = z
      .array(
        z.object({
          modelName: z.string(),
          modelVersionList: z.array(z.object({ version: z.string() })),
        }),
      )
      .parse(await result("eval/model/list", {}));
    const versions = answer.map(({ modelName, modelVersionList }) => [
      modelName,
      modelVersionList.map(({ version }) => version).join(" "),
    ]);
    expect(versions).toEqual([
      ["客服助手", "1 2 3"],
      ["外部导入模型", "1"],
      ["海报生成", "1"],
      ["营销文案", "1 2 3 4 5"],
      ["Demo-LM", "Demo-LM-7B-Chat"],
      ["ERNIE Lite", "ERNIE-Lite-128K-0419"],
    ]);
  });
});

describe("eval/result/list", () => {
  const DONE = { id: 5901 };

  it("has one row for each sample and version", async () => {
    const { list, column } = await pages();
    const { total, items } = await list("eval/result/list", DONE);
    expect([total, items.length]).toEqual([600, 20]);
    expect(await column("modelVersionId", "eval/result/list", { ...DONE, pageSize: 4 })).toEqual([
      16022, 16088, 26382, 16022,
    ]);
  });

  it("agrees with the report to the last digit", async () => {
    const { list, result } = await pages();
    const rows: Record<string, unknown>[] = [];
    for (let pageNo = 1; pageNo <= 6; pageNo += 1) {
      rows.push(...(await list("eval/result/list", { ...DONE, pageSize: 100, pageNo })).items);
    }
    const report = z
      .array(
        z.object({
          evalUnitId: z.string(),
          modelVersionId: z.number(),
          effectMetric: z.record(z.string(), z.unknown()),
        }),
      )
      .parse(await result("eval/report", DONE));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(600);
    for (const { evalUnitId: unit, modelVersionId, effectMetric } of report) {
      const mine = rows.filter((row) => row.modelVersionId === modelVersionId);
      expect(mine).toHaveLength(200);
      expect(new Set(mine.map(({ evalUnitId }) => evalUnitId))).toEqual(new Set([unit]));
      for (const measure of ["accuracy", "rouge_1", "rouge_2", "rouge_l", "bleu4"]) {
        const values = mine.map((row) => Number(row[measure]));
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...values)).toBeLessThanOrEqual(1);
        expect(mean(values)).toBeCloseTo(Number(effectMetric[measure]), 8);
      }
      const counts = Object(effectMetric.scoreDistribution);
      const scores = mine.map(({ judgeScore }) => Number(judgeScore));
      for (const [score, count] of Object.entries(counts)) {
        expect(scores.filter((value) => value === Number(score))).toHaveLength(Number(count));
      }
      expect(mean(scores.filter((score) => score >= 0))).toBeCloseTo(
        Number(effectMetric.avgJudgeScore),
        8,
      );
      const manual = mine.flatMap(({ manualScores }) =>
        z.array(z.object({ score: z.number() })).parse(manualScores),
      );
      expect(mean(manual.map(({ score }) => score))).toBeCloseTo(
        Number(effectMetric.manualAvgScore),
        8,
      );
    }
  });

  it("filters and orders", async () => {
    const { list, column } = await pages();
    const best = { ...DONE, judgeScore: { start: 5, end: 5 }, modelVersionIds: [16088] };
    const { items } = await list("eval/result/list", best);
    for (const row of items) expect(row).toMatchObject({ judgeScore: 5, modelVersionId: 16088 });
    const [unit] = await column("evalUnitId", "eval/result/list", DONE);
    const { total } = await list("eval/result/list", { ...DONE, evalUnitId: [unit] });
    expect(total).toBe(200);
    for (const order of ["asc", "desc"]) {
      const body = { ...DONE, orderBy: "bleu4", order, bleu4: { start: 0.1, end: 0.2 } };
      const values = (await column("bleu4", "eval/result/list", body)).map(Number);
      const sorted = values.toSorted((a, b) => (order === "asc" ? a - b : b - a));
      expect(values).toEqual(sorted);
      for (const value of values) expect(value).toBeLessThanOrEqual(0.2);
    }
  });

  it("has nothing before the end", async () => {
    const { list, clock } = await pages();
    expect((await list("eval/result/list", { id: 5910 })).total).toBe(0);
    clock.advance(seconds(60));
    expect((await list("eval/result/list", { id: 5910 })).total).toBe(400);
  });

  it.each([
    ["id", { id: "ame-doesnotexist" }],
    ["id", {}],
    ["start", { ...DONE, bleu4: { start: -1, end: 1 } }],
    ["modelVersionIds", { ...DONE, modelVersionIds: ["amv-8nzc3yh5pd1m"] }],
    ["orderBy", { ...DONE, orderBy: "prompt" }],
  ])("refuses a wrong %s", async (name, body) => {
    const { refusal } = await start();
    expect((await refusal("eval/result/list", body))[1]).toContain(
      name === "modelVersionIds" ? "param" : `param[${name}]`,
    );
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
