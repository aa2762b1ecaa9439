import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { EmulatorOptions } from "../../src/emulator/index.ts";
import { seconds, start } from "./start.ts";

const RULE = { evalMode: "rule", scoreModes: ["similarity", "accuracy"] };
const JUDGE = { evalMode: "model", appId: 1, prompt: { templateContent: "{{src}}{{prediction}}" } };
const MANUAL = { evalMode: "manual", evaluationDimension: [{ dimension: "满意度" }] };
const ALL = { ...JUDGE, ...MANUAL, ...RULE, evalMode: "model,manual,rule" };

const READY = { modelVersionId: "amv-8nzc3yh5pd1m" };
const FAILED = { modelVersionId: 15806 };
const NOT_EVALUABLE = { modelVersionId: 15807 };
const CREATING = { modelVersionId: 15808 };

const BODY = {
  name: "评估",
  versionEvalInfo: [READY],
  datasetId: "ds-jm4t9wq27bxk1c5e",
  evalStandardConf: RULE,
};

const created = z.object({
  evalId: z.number(),
  evalIdStr: z.string().regex(/^ame-[a-z0-9]{12}$/),
});
const detailForm = z.looseObject({
  state: z.string(),
  evalUnits: z.array(
    z.looseObject({
      state: z.string(),
      message: z.string(),
      inferDatasetId: z.string(),
      inferDatasetState: z.string(),
    }),
  ),
  evalStandardConf: z.looseObject({}),
});

async function startTask(changes: object = {}, options: EmulatorOptions = {}) {
  const kit = await start(options);
  const { evalId: id } = created.parse(await kit.result("eval/create", { ...BODY, ...changes }));
  const detail = async () => detailForm.parse(await kit.result("eval/detail", { id }));
  const state = async () => (await detail()).state;
  const messages = async () => (await detail()).evalUnits.map(({ message }) => message);
  const cancel = () => kit.result("eval/cancel", { id });
  return { ...kit, id, detail, state, messages, cancel };
}

describe("the life of an evaluation", () => {
  it("waits 5 s, runs to 60 s and is done", async () => {
    const { clock, detail, state, messages } = await startTask({
      versionEvalInfo: [READY, { modelVersionId: 16088 }],
    });
    const units = async () =>
      (await detail()).evalUnits.map((unit) => [
        unit.state,
        unit.inferDatasetState,
        unit.inferDatasetId.slice(0, 3),
      ]);
    const both = <Unit>(unit: Unit) => [unit, unit];
    expect(await state()).toBe("Pending");
    expect(await units()).toEqual(both(["Editing", "pending", ""]));
    clock.advance(seconds(5));
    expect(await state()).toBe("Doing");
    expect(await units()).toEqual(both(["Doing", "pending", ""]));
    clock.advance(seconds(30));
    expect(await units()).toEqual(both(["Doing", "success", "ds-"]));
    expect(await messages()).toEqual(["", ""]);
    clock.advance(seconds(24));
    expect(await state()).toBe("Doing");
    clock.advance(seconds(1));
    expect(await state()).toBe("Done");
    expect(await units()).toEqual(both(["Done", "success", "ds-"]));
    expect(await messages()).toEqual(["", ""]);
  });

  it("is PartlyDone when some versions cannot be evaluated, and says why", async () => {
    const { clock, state, messages, result, id } = await startTask({
      versionEvalInfo: [READY, FAILED, NOT_EVALUABLE, CREATING],
    });
    clock.advance(seconds(60));
    expect(await state()).toBe("PartlyDone");
    expect(await messages()).toEqual([
      "",
      "模型版本状态为Fail，无法评估",
      "模型版本不支持评估",
      "模型版本状态为Creating，无法评估",
    ]);
    expect(await result("eval/report", { id })).toMatchObject([{ modelVersionId: 16022 }]);
  });

  it.each([
    ["rule", {}],
    ["manual", { resultDatasetImportStatus: 3, resultDatasetReleaseStatus: 0 }],
  ])("is Failed when no version can be, judged by %s", async (mode, evalStandardConf) => {
    const { clock, detail, result, id } = await startTask({
      versionEvalInfo: [FAILED, CREATING],
      evalStandardConf: { ...ALL, evalMode: mode },
    });
    clock.advance(seconds(60));
    expect(await detail()).toMatchObject({
      state: "Failed",
      evalStandardConf,
      evalUnits: [
        { state: "Failed", inferDatasetErrMsg: "模型版本状态为Fail，无法评估" },
        { state: "Failed" },
      ],
    });
    expect(await result("eval/report", { id })).toEqual([]);
  });

  it("keeps its outcome when its versions change or go afterwards", async () => {
    const { registry, clock, state, detail } = await startTask();
    clock.advance(seconds(60));
    registry.deleteModel(13410);
    expect(await state()).toBe("Done");
    expect((await detail()).evalUnits).toMatchObject([{ modelName: "客服助手" }]);
  });

  it("waits for people when it has a manual mode, and is done when they have scored", async () => {
    const { registry, clock, id, state, result } = await startTask({ evalStandardConf: ALL });
    clock.advance(seconds(60));
    expect(await state()).toBe("DoingWithManualBegin");
    clock.advance(seconds(86_400));
    expect(await state()).toBe("DoingWithManualBegin");
    expect(await result("eval/report", { id })).toEqual([]);
    registry.tasks.get(id)?.finishManualScoring();
    expect(await state()).toBe("DoingWithMetricsCalculating");
    clock.advance(seconds(5));
    expect(await state()).toBe("Done");
    expect(await result("eval/report", { id })).toHaveLength(1);
  });

  it.each([
    ["waiting", 0],
    ["running", 30],
  ])("stops within 5 s when it is %s", async (_, after) => {
    const { clock, state, cancel, detail } = await startTask();
    clock.advance(seconds(after));
    expect(await cancel()).toEqual({ result: true, errorMessage: "" });
    expect(await state()).toBe("Stopping");
    clock.advance(seconds(5));
    expect(await state()).toBe("Stopped");
    expect((await detail()).evalUnits).toMatchObject([{ state: "Stopped" }]);
    clock.advance(seconds(60));
    expect(await state()).toBe("Stopped");
  });

  it("cannot be stopped when it has a manual mode", async () => {
    const { cancel, state } = await startTask({ evalStandardConf: ALL });
    expect(await cancel()).toEqual({
      result: false,
      errorMessage: expect.stringContaining("人工"),
    });
    expect(await state()).toBe("Pending");
  });

  it.each(["Done", "PartlyDone", "Failed", "Stopped", "Stopping", "Editing"] as const)(
    "cannot be stopped when it is %s",
    async (state) => {
      const { registry, result } = await start();
      const task = registry.addTask({
        versions: registry.addModel({ versions: 1 }).versions,
        state,
      });
      const refused = { result: false, errorMessage: expect.stringContaining(state) };
      expect(await result("eval/cancel", { id: task.evalIdStr })).toEqual(refused);
      expect(task.state).toBe(state);
    },
  );
});

describe("a draft", () => {
  it.each([[5912], ["5912"], ["ame-odjp5zzzfrtk"]])(
    "is started by id %j with new settings",
    async (id) => {
      const { clock, id: evalId, detail, state } = await startTask({ id, name: "改名" });
      expect(evalId).toBe(5912);
      expect(await detail()).toMatchObject({
        name: "改名",
        state: "Pending",
        evalUnits: [{ modelVersionId: 16022 }],
      });
      clock.advance(seconds(60));
      expect(await state()).toBe("Done");
    },
  );

  it.each([[5901], [1]])("is the only thing an id may name, unlike %i", async (id) => {
    const { refusal } = await start();
    expect(await refusal("eval/create", { ...BODY, id })).toEqual([500001, "param[id] invalid"]);
  });
});

describe("eval/create refuses", () => {
  const withConf = (evalStandardConf: object) => ({ evalStandardConf });
  const dimensions = (...names: string[]) =>
    withConf({ ...MANUAL, evaluationDimension: names.map((dimension) => ({ dimension })) });

  it.each<[string, string, object]>([
    ["no name", "name", { name: undefined }],
    ["an empty name", "name", { name: "" }],
    ["no versions", "versionEvalInfo", { versionEvalInfo: undefined }],
    ["an empty list of versions", "versionEvalInfo", { versionEvalInfo: [] }],
    ["a version without id", "modelVersionId", { versionEvalInfo: [{}] }],
    ["an unknown version", "modelVersionId", { versionEvalInfo: [READY, { modelVersionId: 1 }] }],
    ["an unknown model", "modelId", { versionEvalInfo: [{ ...READY, modelId: 1 }] }],
    ["another model's version", "modelId", { versionEvalInfo: [{ ...READY, modelId: 13471 }] }],
    ["no data set", "datasetId", { datasetId: undefined }],
    ["an unknown data set", "datasetId", { datasetId: "ds-doesnotexist0000" }],
    ["no standard", "evalStandardConf", { evalStandardConf: undefined }],
    ["no mode", "evalMode", withConf({ ...RULE, evalMode: "" })],
    ["an unknown mode", "evalMode", withConf({ ...RULE, evalMode: "rule,luck" })],
    ["rule without scoreModes", "scoreModes", withConf({ evalMode: "rule" })],
    ["rule with empty scoreModes", "scoreModes", withConf({ ...RULE, scoreModes: [] })],
    ["an unknown scoreMode", "scoreModes", withConf({ ...RULE, scoreModes: ["luck"] })],
    ["model without prompt", "prompt", withConf({ ...JUDGE, prompt: undefined })],
    ["model without appId", "appId", withConf({ ...JUDGE, appId: undefined })],
    ["a prompt without template", "templateContent", withConf({ ...JUDGE, prompt: {} })],
    ["manual without dimensions", "evaluationDimension", withConf({ evalMode: "manual" })],
    [
      "a metric of 201 characters",
      "metrics",
      withConf({ ...JUDGE, prompt: { ...JUDGE.prompt, metric: "好".repeat(201) } }),
    ],
    ["five dimensions", "evaluationDimension", dimensions("满意度", "a", "b", "c", "d")],
  ])("%s", async (_, parameter, changes) => {
    const { registry, refusal } = await start();
    const tasks = [...registry.tasks].length;
    expect(await refusal("eval/create", { ...BODY, ...changes })).toEqual([
      500001,
      `param[${parameter}] invalid`,
    ]);
    expect([...registry.tasks]).toHaveLength(tasks);
  });
});

describe("eval/create takes", () => {
  it.each<[string, object]>([
    [
      "the version form of the documents",
      {
        versionEvalInfo: [
          {
            modelVersionId: 16022,
            params: { temperature: 0.95, top_p: 0.7, penalty_score: 1 },
            prompt: { enable: true, content: "请回答以下问题:{input}" },
            inferDatasetStorageType: "usrBos",
            inferDatasetStorageId: "bucket",
            inferDatasetRawPath: "folder/",
          },
        ],
      },
    ],
    ["a preset version", { versionEvalInfo: [{ modelVersionId: 26382, modelId: 2 }] }],
    [
      "digits for every id",
      { datasetId: "1402", versionEvalInfo: [{ modelVersionId: "16022", modelId: "13410" }] },
    ],
    [
      "numbers for every id",
      { datasetId: 1402, versionEvalInfo: [{ modelVersionId: 16022, modelId: 13410 }] },
    ],
    [
      "four dimensions in any order",
      {
        evalStandardConf: {
          ...MANUAL,
          evaluationDimension: ["a", "满意度", "b", "c"].map((dimension, key) => ({
            dimension,
            key,
          })),
        },
      },
    ],
    [
      "people's scores without 满意度",
      { evalStandardConf: { ...MANUAL, evaluationDimension: [{ dimension: "安全性" }] } },
    ],
    [
      "a metric of 200 characters on several lines",
      {
        evalStandardConf: {
          ...JUDGE,
          prompt: { ...JUDGE.prompt, metric: `好\n${"好".repeat(198)}` },
        },
      },
    ],
    [
      "settings of a mode that is not used",
      { evalStandardConf: { ...RULE, prompt: JUDGE.prompt } },
    ],
  ])("%s", async (_, changes) => {
    const { state } = await startTask(changes);
    expect(await state()).toBe("Pending");
  });
});

describe("eval/detail, eval/report and eval/cancel", () => {
  it.each(["eval/detail", "eval/report", "eval/cancel"])(
    "%s says that an id is unknown",
    async (operation) => {
      const { refusal } = await start();
      for (const id of [1, "1", "ame-doesnotexist", undefined, null]) {
        expect(await refusal(operation, { id })).toEqual([500001, "param[id] invalid"]);
      }
    },
  );

  it.each([[5901], ["5901"], ["ame-5wz1kd8qh3vn"]])("find a task by %j", async (id) => {
    const { result } = await start();
    expect(await result("eval/detail", { id })).toMatchObject({ evaluationId: 5901 });
    expect(await result("eval/report", { id })).toMatchObject([{ evaluationId: 5901 }, {}, {}]);
  });

  it("give no report before the end", async () => {
    const { result } = await start();
    expect(await result("eval/report", { id: "ame-7dk3wm9qx2tz" })).toEqual([]);
  });
});
