import { describe, expect, it } from "vitest";
import { evalTask, FIRST, JUDGE, MANUAL, RULE, SECOND, seconds, startBoth } from "./start.ts";

const V1_TASK = {
  name: "由V1创建",
  versionEvalInfo: [{ modelVersionId: 16022 }, { modelVersionId: 16088 }],
  datasetId: 1402,
  evalStandardConf: { evalMode: "rule", scoreModes: ["similarity"] },
};

describe("an evaluation made by V2", () => {
  it("goes through V2's states, and V1's", async () => {
    const { evaluation, v1, clock } = await startBoth();
    const taskId = await evaluation("CreateEvalTask", evalTask(RULE));
    expect(taskId).toMatch(/^ame-/);
    const states = async () => [
      Object(await evaluation("DescribeEvalTask", { taskId })).state,
      Object(await v1.result("eval/detail", { id: taskId })).state,
    ];
    expect(await states()).toEqual(["Queued", "Pending"]);
    clock.advance(seconds(5));
    expect(await states()).toEqual(["Running", "Doing"]);
    clock.advance(seconds(55));
    expect(await states()).toEqual(["Succeeded", "Done"]);
  });

  it("returns its settings with defaults filled in", async () => {
    const { evaluation } = await startBoth();
    const taskId = await evaluation("CreateEvalTask", evalTask(RULE));
    expect(await evaluation("DescribeEvalTask", { taskId })).toEqual({
      taskId,
      taskName: "评估",
      description: "",
      evalType: "auto",
      state: "Queued",
      evalObjectConfig: {
        evalModelConfig: {
          versionId: "ds-jm4t9wq27bxk1c5e",
          storageType: "sysStorage",
          evalModelConfigList: [FIRST, SECOND].map((modelId) => ({
            modelId,
            isBaseline: false,
            promptTemplate: "",
            params: {},
          })),
        },
      },
      evalConfig: {
        evalMode: "rule",
        autoRuleEvalConfig: { scoreModes: ["similarity"], stopWordList: null, stopWordsPath: "" },
      },
      inferDatasetList: [],
      createTime: "2024-06-01 16:00:00",
      updateTime: "2024-06-01 16:00:00",
    });
  });

  it("returns settings as they were sent", async () => {
    const { evaluation, v1 } = await startBoth();
    const sent = {
      storageType: "BOS",
      storagePath: "bos:/my-bucket/eval",
      evalModelConfigList: [
        {
          modelId: FIRST,
          isBaseline: true,
          promptTemplate: "请回答: {input}",
          params: { top_k: 5 },
        },
        { modelId: SECOND, isBaseline: false, promptTemplate: "{input}", params: {} },
      ],
    };
    const prompt = { metric: "综合得分", steps: "1.打分", maxScore: 10 };
    const evalConfig = {
      evalMode: "rule,model",
      autoRuleEvalConfig: { scoreModes: ["accuracy"], stopWordList: ["的", "了"] },
      autoModelEvalConfig: { apiName: "ERNIE-4.0-8K", prompt },
    };
    const taskId = await evaluation("CreateEvalTask", evalTask(evalConfig, sent));
    expect(await evaluation("DescribeEvalTask", { taskId })).toMatchObject({
      evalObjectConfig: { evalModelConfig: sent },
      evalConfig,
    });
    const inV1 = Object(await v1.result("eval/detail", { id: taskId }));
    expect(inV1).toMatchObject({
      evalUnits: [
        {
          prompt: { enable: true, content: "请回答: {input}" },
          inferDatasetStorageType: "usrBos",
          inferDatasetStorageId: "my-bucket",
          inferDatasetRawPath: "eval",
        },
        {},
      ],
    });
    expect(inV1.evalStandardConf).not.toHaveProperty("stopWordList");
  });

  it("is judged with ERNIE's defaults when the prompt is left out", async () => {
    const { evaluation, v1, clock } = await startBoth();
    const taskId = await evaluation("CreateEvalTask", evalTask(JUDGE));
    clock.advance(seconds(60));
    expect(await evaluation("DescribeEvalTask", { taskId })).toMatchObject({
      evalConfig: {
        evalMode: "model",
        autoModelEvalConfig: { apiName: "ERNIE-4.0-8K", prompt: { maxScore: 5 } },
      },
    });
    expect(await v1.result("eval/detail", { id: taskId })).toMatchObject({
      evalStandardConf: { evalMode: "model", apiName: "ERNIE-4.0-8K" },
    });
  });

  it("waits for people when they take part, with 满意度 whatever was sent", async () => {
    const { evaluation, registry, clock } = await startBoth();
    const taskId = String(await evaluation("CreateEvalTask", evalTask(MANUAL)));
    clock.advance(seconds(60));
    expect(await evaluation("DescribeEvalTask", { taskId })).toMatchObject({
      evalType: "manual",
      state: "RunningWithManualBegin",
      evalConfig: { manualEvalConfig: { evalDimension: [{ dimension: "满意度" }] } },
      inferDatasetList: [{ modelId: FIRST }, { modelId: SECOND }],
    });
    expect(await evaluation("DescribeEvalTaskReport", { taskId })).toEqual([]);
    registry.tasks.get(taskId)?.finishManualScoring();
    expect(await evaluation("DescribeEvalTask", { taskId })).toMatchObject({
      state: "RunningWithMetricsCalculating",
      inferDatasetList: { length: 2 },
      updateTime: "2024-06-01 16:01:00",
    });
    clock.advance(seconds(5));
    expect(await evaluation("DescribeEvalTask", { taskId })).toMatchObject({
      state: "Succeeded",
      updateTime: "2024-06-01 16:01:05",
    });
    expect(await evaluation("DescribeEvalTaskReport", { taskId })).toMatchObject([
      { effectMetric: { manualScoreDistribution: [{ dimension: "满意度" }] } },
      {},
    ]);
  });

  it("takes up to four dimensions", async () => {
    const { evaluation, refusal } = await startBoth();
    const withDimensions = (...dimensions: string[]) =>
      evalTask({
        evalMode: "manual",
        manualEvalConfig: { evalDimension: dimensions.map((dimension) => ({ dimension })) },
      });
    const taskId = await evaluation("CreateEvalTask", withDimensions("安全性", "流畅度", "事实"));
    const detail = Object(await evaluation("DescribeEvalTask", { taskId }));
    expect(
      detail.evalConfig.manualEvalConfig.evalDimension
        .map(Object)
        .map(({ dimension }: { dimension: string }) => dimension),
    ).toEqual(["满意度", "安全性", "流畅度", "事实"]);
    expect(
      await refusal("eval", "CreateEvalTask", withDimensions("一", "二", "三", "四")),
    ).toContain("param[evalDimension]");
  });

  it.each([
    ["taskName", { taskName: "" }],
    ["evalObjectType", { evalObjectType: "inferDataset" }],
    ["evalConfig", { evalConfig: undefined }],
    ["evalMode", { evalConfig: { evalMode: "rules" } }],
    ["autoRuleEvalConfig", { evalConfig: { evalMode: "rule" } }],
    ["scoreModes", { evalConfig: { evalMode: "rule", autoRuleEvalConfig: { scoreModes: [] } } }],
    ["apiName", { evalConfig: { evalMode: "model", autoModelEvalConfig: {} } }],
    ["autoModelEvalConfig", { evalConfig: { ...RULE, evalMode: "rule,model" } }],
  ])("is refused for a wrong %s", async (name, changes) => {
    const { refusal, registry } = await startBoth();
    expect(await refusal("eval", "CreateEvalTask", { ...evalTask(RULE), ...changes })).toBe(
      `400 InappropriateJSON param[${name}] invalid.`,
    );
    expect([...registry.tasks]).toHaveLength(12);
  });

  it.each([
    ["versionId", { versionId: "ds-none" }],
    ["storageType", { storageType: "usrBos" }],
    ["storagePath", { storageType: "BOS" }],
    ["evalModelConfigList", { evalModelConfigList: [] }],
    ["evalModelConfigList", { evalModelConfigList: Array(6).fill({ modelId: FIRST }) }],
    ["modelId", { evalModelConfigList: [{ modelId: "amv-none" }] }],
    ["promptTemplate", { evalModelConfigList: [{ modelId: FIRST, promptTemplate: "请回答" }] }],
    ["isBaseline", { evalModelConfigList: [{ modelId: FIRST, isBaseline: true }] }],
  ])("is refused for a wrong %s of what is evaluated", async (name, changes) => {
    const { refusal } = await startBoth();
    expect(await refusal("eval", "CreateEvalTask", evalTask(RULE, changes))).toBe(
      `400 InappropriateJSON param[${name}] invalid.`,
    );
  });
});

describe("an evaluation made by V1", () => {
  it("is seen by V2 with its settings, its answers and its report", async () => {
    const { evaluation, result, v1, clock } = await startBoth();
    const { evalIdStr: taskId } = Object(await v1.result("eval/create", V1_TASK));
    clock.advance(seconds(60));
    const detail = Object(await evaluation("DescribeEvalTask", { taskId }));
    expect(detail).toMatchObject({
      taskName: "由V1创建",
      state: "Succeeded",
      updateTime: "2024-06-01 16:01:00",
      evalConfig: { evalMode: "rule", autoRuleEvalConfig: { scoreModes: ["similarity"] } },
    });
    const inV1 = await v1.result("eval/report", { id: taskId });
    const report = Object(await evaluation("DescribeEvalTaskReport", { taskId }));
    expect(report).toMatchObject([
      { taskId, taskName: "由V1创建", modelId: FIRST, evalMode: "rule" },
      { modelId: SECOND },
    ]);
    for (const [index, entry] of report.entries()) {
      expect(entry.effectMetric).toMatchObject(Object(inV1)[index].effectMetric);
      expect(entry.inferDatasetId).toBe(detail.inferDatasetList[index].inferDatasetId);
      const versionId = entry.inferDatasetId;
      expect(await result("dataset", "DescribeDatasetVersion", { versionId })).toMatchObject({
        versionId,
        sampleCount: 200,
      });
    }
  });

  it("has its prompts, bucket and data sets in both", async () => {
    const { evaluation, v1, clock } = await startBoth();
    const { evalIdStr: taskId } = Object(
      await v1.result("eval/create", {
        ...V1_TASK,
        versionEvalInfo: [
          {
            modelVersionId: 16022,
            prompt: { enable: true, content: "请回答: {input}" },
            inferDatasetStorageType: "usrBos",
            inferDatasetStorageId: "my-bucket",
            inferDatasetRawPath: "/eval/",
          },
          { modelVersionId: 16088, prompt: { enable: false, content: "{input}" } },
        ],
      }),
    );
    clock.advance(seconds(60));
    const { evalObjectConfig, inferDatasetList } = Object(
      await evaluation("DescribeEvalTask", { taskId }),
    );
    expect(evalObjectConfig.evalModelConfig).toMatchObject({
      storageType: "BOS",
      storagePath: "bos:/my-bucket/eval/",
      evalModelConfigList: [{ promptTemplate: "请回答: {input}" }, { promptTemplate: "" }],
    });
    expect(await v1.result("eval/detail", { id: taskId })).toMatchObject({
      evalUnits: inferDatasetList.map(({ inferDatasetId }: { inferDatasetId: string }) => ({
        inferDatasetId,
      })),
    });
  });

  it.each([
    ["ame-ig70c0ztmfv9", "Succeeded", 5],
    ["ame-7uqiro635znj", "Failed", 1],
    ["ame-jstbxzpxdgvg", "Failed", 0],
    ["ame-s9m7btjxlfkl", "Stopped", 0],
    ["ame-gtds8rzib9ex", "Stopping", 0],
    ["ame-0ck5qw2apu23", "Queued", 0],
    ["ame-h9z1bgznokkg", "Running", 0],
    ["ame-odjp5zzzfrtk", "Editing", 0],
  ])("%s is %s with answers of %i versions", async (taskId, state, length) => {
    const { evaluation } = await startBoth();
    expect(await evaluation("DescribeEvalTask", { taskId })).toMatchObject({
      state,
      inferDatasetList: { length },
    });
    expect(await evaluation("DescribeEvalTaskReport", { taskId })).toHaveLength(length);
  });
});

describe("changes", () => {
  it("stop a task, which takes 5 s", async () => {
    const { evaluation, refusal, v1, clock } = await startBoth();
    const taskId = await evaluation("CreateEvalTask", evalTask(RULE));
    expect(await evaluation("StopEvalTask", { taskId })).toEqual({});
    const detail = () => evaluation("DescribeEvalTask", { taskId });
    expect(await detail()).toMatchObject({ state: "Stopping" });
    expect(await refusal("eval", "StopEvalTask", { taskId })).toContain("param[taskId]");
    clock.advance(seconds(5));
    expect(await detail()).toMatchObject({ state: "Stopped", updateTime: "2024-06-01 16:00:05" });
    expect(await v1.result("eval/detail", { id: taskId })).toMatchObject({ state: "Stopped" });
  });

  it("give a task another description, in either spelling", async () => {
    const { evaluation, refusal, v1, clock } = await startBoth();
    const taskId = "ame-ig70c0ztmfv9";
    for (const name of ["description", "describtion"]) {
      clock.advance(seconds(1));
      expect(await evaluation("ModifyEvalTask", { taskId, [name]: `由${name}` })).toEqual({});
      expect(await v1.result("eval/detail", { id: taskId })).toMatchObject({
        description: `由${name}`,
      });
    }
    expect(await evaluation("DescribeEvalTask", { taskId })).toMatchObject({
      createTime: "2024-04-10 09:30:00",
      updateTime: "2024-06-01 16:00:02",
    });
    await evaluation("ModifyEvalTask", { taskId, description: "" });
    expect(await evaluation("DescribeEvalTask", { taskId })).toMatchObject({ description: "" });
    expect(await refusal("eval", "ModifyEvalTask", { taskId })).toContain("param[describtion]");
  });

  it("take a task away, for V1 too", async () => {
    const { evaluation, refusal, v1 } = await startBoth();
    const taskId = "ame-ig70c0ztmfv9";
    expect(await evaluation("DeleteEvalTask", { taskId })).toEqual({});
    expect(await v1.refusal("eval/detail", { id: taskId })).toEqual([500001, "param[id] invalid"]);
    const actions = ["DescribeEvalTask", "DescribeEvalTaskReport", "DeleteEvalTask"];
    for (const action of [...actions, "StopEvalTask", "ModifyEvalTask"]) {
      expect(await refusal("eval", action, { taskId })).toContain("param[taskId]");
    }
  });
});

describe("the list of evaluations", () => {
  const idsOf = async (list: Promise<unknown>) =>
    Object(await list).evalTaskList.map(({ taskId }: { taskId: string }) => taskId);

  it("has those with people or those without, newest first, without their state", async () => {
    const { evaluation } = await startBoth();
    const manual = await evaluation("DescribeEvalTasks", { evalType: "manual" });
    expect(manual).toMatchInlineSnapshot(`
      {
        "evalTaskList": [
          {
            "createTime": "2024-04-22 13:15:00",
            "description": "",
            "evalMode": "manual,rule",
            "evalType": "manual",
            "taskId": "ame-1ezsviw3688z",
            "taskName": "客服助手_待人工评分",
          },
          {
            "createTime": "2024-04-18 10:00:00",
            "description": "混合评估",
            "evalMode": "model,manual,rule",
            "evalType": "manual",
            "taskId": "ame-5wz1kd8qh3vn",
            "taskName": "客服助手_评估_01",
          },
        ],
        "pageInfo": {
          "isTruncated": false,
          "marker": "",
          "maxKeys": 10,
        },
      }
    `);
    const auto = await idsOf(evaluation("DescribeEvalTasks", { evalType: "auto", maxKeys: 100 }));
    expect(auto).toHaveLength(10);
    expect(auto.slice(0, 2)).toEqual(["ame-wxkhsgyki9r7", "ame-7dk3wm9qx2tz"]);
  });

  it.each([
    ["part of the name", "排队", ["ame-0ck5qw2apu23"]],
    ["part of the id", "e-0ck5", ["ame-0ck5qw2apu23"]],
    ["a version", "amv-cjfmlep8tf98", ["ame-jstbxzpxdgvg"]],
    ["part of a version", "amv-cjfm", []],
  ])("is searched by %s", async (_, keyFilter, ids) => {
    const { evaluation } = await startBoth();
    const found = await idsOf(evaluation("DescribeEvalTasks", { evalType: "auto", keyFilter }));
    expect(found).toEqual(ids);
  });

  it("has what V1 has made, and needs a type", async () => {
    const { evaluation, refusal, v1 } = await startBoth();
    const { evalIdStr } = Object(await v1.result("eval/create", V1_TASK));
    const [newest] = await idsOf(evaluation("DescribeEvalTasks", { evalType: "auto" }));
    expect(newest).toBe(evalIdStr);
    expect(await refusal("eval", "DescribeEvalTasks", {})).toContain("param[evalType]");
  });
});

describe("what can be evaluated", () => {
  it.each(["customModel", "userModel"])("is own when asked for %s", async (objectType) => {
    const { evaluation } = await startBoth();
    const result = Object(await evaluation("DescribeEvalObjects", { objectType, maxKeys: 100 }));
    const ids = result.evalObjectList.map(({ objectId }: { objectId: string }) => objectId);
    expect(ids).toContain(FIRST);
    // It failed, it cannot be evaluated, it is not made yet.
    expect(ids).not.toContain("amv-ig38iqbk6tu5");
    expect(ids).not.toContain("amv-97ml30ij715v");
    expect(ids).not.toContain("amv-cjfmlep8tf98");
  });

  it.each(["systemModel", "presetModel"])("is preset when asked for %s", async (objectType) => {
    const { evaluation } = await startBoth();
    expect(await evaluation("DescribeEvalObjects", { objectType })).toMatchObject({
      evalObjectList: [
        { objectId: "amv-k8npfy0yz90r", objectName: "ERNIE Lite", objectType: "presetModel" },
        { objectId: "amv-p4y9cs1nwt6e", objectVersion: "Demo-LM-7B-Chat" },
      ],
    });
  });

  it("is nothing else", async () => {
    const { refusal } = await startBoth();
    expect(await refusal("eval", "DescribeEvalObjects", { objectType: "service" })).toContain(
      "param[objectType]",
    );
  });
});
