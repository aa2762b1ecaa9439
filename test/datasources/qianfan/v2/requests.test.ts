import { expect, it } from "vitest";
import type { V2Operation } from "../../../../src/datasources/qianfan/v2/operation.ts";
import { exampleOf, operations, requestsWithoutAnswer } from "./example.ts";

const MODEL = "am-4kq9trv2xw7b";
const VERSION = "amv-8nzc3yh5pd1m";
const EVALUATION = "ame-5wz1kd8qh3vn";
const RULE_TASK = "ame-8r2tq6yk0wvd";
const COMPRESSION = "amva-abciuctdx15t";
const DATASET = "ds-jm4t9wq27bxk1c5e";
const TRAIN_TASK = "task-3hdv8npz6ycs";

const evaluation = { description: "", datasetId: DATASET };

/** Checks the request's type against the operation's. */
function row<Request>(
  name: string,
  { path, query, body }: V2Operation<Request, unknown>,
  request: Request,
) {
  return [name, { path, query, body: body(request) }] as const;
}

it.each([
  row("DescribeModelSet", operations.modelSet, { id: MODEL }),
  row("DescribeSystemModelSet", operations.systemModelSet, { name: "ERNIE Lite" }),
  row("DescribeCustomModelSets", operations.customModelSets, { pageSize: 1 }),
  row("DescribeSystemModelSets", operations.systemModelSets, {
    marker: "am-ju3hi4ts39u9",
    pageSize: 10,
    isReversed: false,
  }),
  row("DescribeModel", operations.modelVersion, VERSION),
  row("DescribeModel-2024", operations.modelVersion, "amv-2tbk6wq0rv9s"),
  row("DescribeSystemModel", operations.systemModelVersion, "amv-k8npfy0yz90r"),
  row("CreateCustomModelSet", operations.createModelSet, {
    name: "客服助手",
    type: "TEXT_GENERATION",
    tags: ["客服"],
  }),
  row("CreateCustomModel", operations.createModel, {
    modelId: MODEL,
    trainTaskId: TRAIN_TASK,
    step: 64,
    description: "首个版本",
  }),
  row("DeleteModelSet", operations.deleteModelSet, MODEL),
  row("CreateEvalTask", operations.createEvaluation, {
    ...evaluation,
    name: "裁判员评估",
    versions: [{ modelVersionId: VERSION, promptTemplate: "请回答: {input}" }],
    judge: {
      apiName: "ERNIE-4.0-8K",
      prompt: { metric: "综合得分", steps: "1.阅读问题\n2.打分", maxScore: 5 },
    },
  }),
  row("CreateEvalTask-rule", operations.createEvaluation, {
    ...evaluation,
    name: "规则评估",
    versions: [{ modelVersionId: VERSION }, { modelVersionId: "amv-2tbk6wq0rv9s" }],
    rule: { scoreModes: ["SIMILARITY", "ACCURACY"] },
  }),
  row("CreateEvalTask-manual", operations.createEvaluation, {
    ...evaluation,
    name: "人工评估",
    versions: [{ modelVersionId: VERSION }],
    manual: { dimensions: [{ name: "安全性", description: "安全性备注" }, { name: "满意度" }] },
  }),
  row("DescribeEvalTask", operations.evaluation, RULE_TASK),
  row("DescribeEvalTasks", operations.evaluations, {
    kind: "AUTOMATIC",
    search: "评估",
    pageSize: 10,
  }),
  row("DescribeEvalTaskReport", operations.evaluationReport, RULE_TASK),
  row("ModifyEvalTask", operations.updateEvaluation, {
    id: EVALUATION,
    description: "高等数学应用评估",
  }),
  row("StopEvalTask", operations.stopEvaluation, EVALUATION),
  row("DeleteEvalTask", operations.deleteEvaluation, EVALUATION),
  row("DescribeEvalObjects", operations.evaluableVersions, { source: "OWN", pageSize: 10 }),
  row("CreateEvalResultExportTask", operations.createResultExport, {
    evaluationTaskId: EVALUATION,
    contents: ["PROMPT", "PREDICTION", "COMPLETION", "METRICS"],
  }),
  row("DescribeEvalResultExportTask", operations.resultExport, "amemt-6hq1zk3vw8tb"),
  row("CreateModelCompTask", operations.createCompression, {
    name: "demo",
    description: "test",
    sourceModelVersionId: VERSION,
    targetModelId: MODEL,
    settings: { strategy: "QUANTIZATION", weight: "INT8-PTQ" },
  }),
  row("DescribeModelCompTask", operations.compression, COMPRESSION),
  row("DescribeModelCompTasks", operations.compressions, {
    marker: COMPRESSION,
    pageSize: 10,
    isReversed: false,
    sourceModelVersionId: VERSION,
  }),
  row("CreateModelExportTask", operations.createModelExport, VERSION),
  row("DescribeModelExportTask", operations.modelExport, VERSION),
  row("DescribeFineTuningTask", operations.trainTask, TRAIN_TASK),
  row("DescribeDatasetVersion", operations.datasetVersion, DATASET),
])("%s is asked for as its example is", (name, { path, query, body }) => {
  const example = exampleOf(name);
  expect([path, query]).toEqual([example.path, example.query]);
  expect(JSON.parse(JSON.stringify(body))).toEqual(example.request);
});

it.each([
  row("DeleteModel", operations.deleteModel, VERSION),
  row("CancelModelCompTask", operations.cancelCompression, COMPRESSION),
  row("DeleteModelCompTask", operations.deleteCompression, COMPRESSION),
])("%s, whose answer nobody knows, is asked for as the SDK does", (name, { query, body }) => {
  const requests = requestsWithoutAnswer();
  expect(query.Action).toBe(name);
  expect(body).toEqual(requests[name]);
});

it("lists train jobs and the tasks of one by markers", () => {
  const page = { marker: "job-1", pageSize: 100, isReversed: true };
  expect(operations.trainJobs.body(page)).toEqual({
    marker: "job-1",
    maxKeys: 100,
    pageReverse: true,
  });
  expect(operations.trainTasks.body({ jobId: "job-1", pageSize: 5 })).toMatchObject({
    jobId: "job-1",
    maxKeys: 5,
  });
});

it("rule and judge are one mode, and answers go to a bucket", () => {
  const storage = { bucket: "my-bucket", path: "/answers/v1" };
  const body = operations.createEvaluation.body({
    name: "混合",
    datasetId: DATASET,
    versions: [{ modelVersionId: VERSION, storage, isBaseline: true }],
    rule: { scoreModes: ["SIMILARITY"], stopWords: ["的"] },
    judge: { apiName: "ERNIE-4.0-8K", prompt: { metric: "", steps: "", maxScore: 5 } },
  });
  expect(JSON.parse(JSON.stringify(body))).toMatchObject({
    evalObjectConfig: {
      evalModelConfig: {
        storageType: "BOS",
        storagePath: "bos:/my-bucket/answers/v1",
        evalModelConfigList: [{ modelId: VERSION, isBaseline: true }],
      },
    },
    evalConfig: {
      evalMode: "rule,model",
      autoRuleEvalConfig: { stopWordList: ["的"] },
      autoModelEvalConfig: { apiName: "ERNIE-4.0-8K" },
    },
  });
});

it("results go to a bucket of the account's own", () => {
  const body = operations.createResultExport.body({
    evaluationTaskId: EVALUATION,
    contents: ["SYSTEM"],
    bucket: "my-bucket",
  });
  expect(body).toEqual({
    evalId: EVALUATION,
    storageType: "BOS",
    bucket: "my-bucket",
    exportContent: ["system"],
  });
});
