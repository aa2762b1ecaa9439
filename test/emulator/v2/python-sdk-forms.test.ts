import { expect, it } from "vitest";
import { authorization, signingTimestamp } from "../../../src/datasources/qianfan/http/sign.ts";
import { DEMO_ACCOUNT, type Emulator } from "../../../src/emulator/index.ts";
import { send } from "../client.ts";
import type { Area } from "./client.ts";
import { COMPRESSED, DATASET, FIRST, MODEL, SECOND, startBoth } from "./start.ts";

/**
 * A call as Baidu's Python SDK makes it: the action in the query, the signed headers in no order,
 * and JSON with spaces and with escapes for all that is not ASCII.
 */
async function callAsPython(emulator: Emulator, area: Area, action: string, body: object) {
  const path = `/v2/${area}`;
  const timestamp = signingTimestamp(new Date());
  const headers = {
    host: new URL(emulator.url).host,
    "content-type": "application/json",
    "request-source": "qianfan_py_sdk_v0.4.12.3",
    "x-bce-date": timestamp,
  };
  const signed = authorization(
    { method: "POST", path, query: { Action: action }, headers },
    DEMO_ACCOUNT,
    {
      timestamp,
      expirationInSeconds: 300,
      signedHeaders: Object.keys(headers),
    },
  );
  const unordered = signed.replace(
    /\/[^/]*;[^/]*\//,
    "/x-bce-date;host;request-source;content-type/",
  );
  expect(unordered).not.toBe(signed);
  const sent = { ...headers, authorization: unordered };
  return send(emulator, `${path}?Action=${action}`, sent, pythonJson(body));
}

function pythonJson(body: object): string {
  return JSON.stringify(body, null, 1)
    .replaceAll(/\n\s*/g, " ")
    .replaceAll(/[\u0080-\uffff]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
}

const OBJECTS = {
  versionId: DATASET,
  evalModelConfigList: [{ modelId: FIRST }, { modelId: SECOND }],
};

const EVALUATION = {
  taskName: "评估任务",
  description: "",
  evalObjectType: "model",
  evalObjectConfig: { evalModelConfig: OBJECTS },
};

const PROMPT = { metric: "综合得分", steps: "1.打分", maxScore: 5 };
const PEOPLE = [{ dimension: "满意度" }, { dimension: "安全性", description: "备注" }];

type Form = readonly [string, Area, string, object, unknown];

/** What each method of the SDK sends, `branch` for those of its unmerged branch; and what it reads. */
const FORMS: readonly Form[] = [
  [
    "create a model set",
    "model",
    "CreateCustomModelSet",
    { modelSetName: "新", modelType: "Text2Text" },
    { modelSetId: expect.stringMatching(/^am-/) },
  ],
  [
    "publish with step, as the main line does",
    "model",
    "CreateCustomModel",
    {
      modelSetId: MODEL,
      sourceType: "Train",
      trainMeta: { taskId: "task-9wm4qz7xk2bt", step: 64 },
    },
    { modelId: expect.stringMatching(/^amv-/) },
  ],
  [
    "publish with checkpointStep, as the branch does",
    "model",
    "CreateCustomModel",
    {
      modelSetId: MODEL,
      sourceType: "Train",
      trainMeta: { taskId: "task-9wm4qz7xk2bt", checkpointStep: 64 },
    },
    { modelId: expect.stringMatching(/^amv-/) },
  ],
  [
    "describe a model set",
    "model",
    "DescribeModelSet",
    { modelSetId: MODEL },
    { modelIds: [COMPRESSED, SECOND, FIRST] },
  ],
  [
    "describe a model",
    "model",
    "DescribeModel",
    { modelId: FIRST },
    { status: "Ready", sourceInfo: { trainTaskId: "task-3hdv8npz6ycs" }, isSupportModelComp: true },
  ],
  [
    "list the own model sets",
    "model",
    "DescribeCustomModelSets",
    { marker: MODEL, maxKeys: 1, pageReverse: false },
    { customModelSetList: [{ modelSetId: MODEL }] },
  ],
  [
    "list the preset model sets",
    "model",
    "DescribeSystemModelSets",
    {},
    { systemModelSetList: [{}, {}] },
  ],
  [
    "compress",
    "model",
    "CreateModelCompTask",
    {
      name: "demo",
      sourceModelId: FIRST,
      modelSetId: MODEL,
      config: { strategy: "Quantization", weight: "int8-ptq" },
    },
    expect.stringMatching(/^amva-/),
  ],
  [
    "describe a compression",
    "model",
    "DescribeModelCompTask",
    { modelCompTaskId: "amva-abciuctdx15t" },
    { status: "succeeded", modelId: COMPRESSED },
  ],
  [
    "list compressions",
    "model",
    "DescribeModelCompTasks",
    { maxKeys: 100 },
    { modelCompTaskList: [{}, {}, {}, {}] },
  ],
  [
    "cancel a compression",
    "model",
    "CancelModelCompTask",
    { modelCompTaskId: "amva-p7g0mbe4s8uk" },
    {},
  ],
  [
    "delete a compression",
    "model",
    "DeleteModelCompTask",
    { modelCompTaskId: "amva-p7g0mbe4s8uk" },
    {},
  ],
  [
    "pack a version",
    "model",
    "CreateModelExportTask",
    { modelId: FIRST },
    { exportId: expect.any(String) },
  ],
  [
    "describe a packed version",
    "model",
    "DescribeModelExportTask",
    { modelId: FIRST },
    { status: "Done" },
  ],
  ["delete a model", "model", "DeleteModel", { modelId: FIRST }, {}],
  ["delete a model set", "model", "DeleteModelSet", { modelSetId: MODEL }, {}],
  [
    "describe a train task",
    "finetuning",
    "DescribeFineTuningTask",
    { taskId: "task-3hdv8npz6ycs" },
    { runStatus: "Done" },
  ],
  ["list train jobs", "finetuning", "DescribeFineTuningJobs", {}, { jobList: [{}, {}, {}, {}] }],
  [
    "list train tasks",
    "finetuning",
    "DescribeFineTuningTasks",
    { jobId: "job-7xk2mwq9rtba" },
    { taskList: [{}, {}, {}, {}] },
  ],
  [
    "describe a data set version",
    "dataset",
    "DescribeDatasetVersion",
    { versionId: DATASET },
    { storageType: "sysStorage" },
  ],
  [
    "evaluate by rules, stop words as a text",
    "eval",
    "CreateEvalTask",
    {
      ...EVALUATION,
      evalConfig: {
        evalMode: "rule",
        autoRuleEvalConfig: { scoreModes: ["similarity", "accuracy"], stopWordList: "" },
      },
    },
    expect.stringMatching(/^ame-/),
  ],
  [
    "evaluate by a model",
    "eval",
    "CreateEvalTask",
    {
      ...EVALUATION,
      evalConfig: { evalMode: "model", autoModelEvalConfig: { apiName: "EB3.5", prompt: PROMPT } },
    },
    expect.stringMatching(/^ame-/),
  ],
  [
    "evaluate by all, joined",
    "eval",
    "CreateEvalTask",
    {
      ...EVALUATION,
      evalConfig: {
        evalMode: "rule,model,manual",
        autoRuleEvalConfig: { scoreModes: ["similarity"] },
        autoModelEvalConfig: { apiName: "EB3.5", prompt: PROMPT },
        manualEvalConfig: { evalDimension: PEOPLE },
      },
    },
    expect.stringMatching(/^ame-/),
  ],
  [
    "describe an evaluation",
    "eval",
    "DescribeEvalTask",
    { taskId: "ame-ig70c0ztmfv9" },
    { state: "Succeeded", inferDatasetList: { length: 5 } },
  ],
  [
    "read a report",
    "eval",
    "DescribeEvalTaskReport",
    { taskId: "ame-ig70c0ztmfv9" },
    { length: 5, 0: { effectMetric: { rouge_1: expect.any(Number) } } },
  ],
  [
    "list evaluations",
    "eval",
    "DescribeEvalTasks",
    { evalType: "auto", marker: "ame-ig70c0ztmfv9" },
    { evalTaskList: [{ taskId: "ame-ig70c0ztmfv9" }] },
  ],
  ["stop an evaluation", "eval", "StopEvalTask", { taskId: "ame-0ck5qw2apu23" }, {}],
];

it.each(FORMS)("Baidu's Python SDK can %s", async (_, area, action, body, result) => {
  const { emulator } = await startBoth();
  const answer = await callAsPython(emulator, area, action, body);
  expect(answer).toMatchObject({ status: 200, body: { requestId: expect.any(String), result } });
});

it("a refusal has a status that Baidu's Python SDK raises on", async () => {
  const { emulator } = await startBoth();
  const answer = await callAsPython(emulator, "model", "DescribeModel", { modelId: "amv-none" });
  expect(answer).toMatchObject({ status: 400, body: { code: "InappropriateJSON" } });
});

it("what was sent with escapes is kept without them", async () => {
  const { emulator, registry } = await startBoth();
  const body = { modelSetName: "客服助手二号", modelType: "Text2Text", labels: ["客服"] };
  await callAsPython(emulator, "model", "CreateCustomModelSet", body);
  const names = [...registry.own.models].map(({ modelName }) => modelName);
  expect(names.at(-1)).toBe("客服助手二号");
});
