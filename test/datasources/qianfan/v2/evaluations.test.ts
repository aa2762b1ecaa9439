import { describe, expect, it } from "vitest";
import { exampleOf, operations } from "./example.ts";

const VERSION = "amv-8nzc3yh5pd1m";

const task = (changes: object = {}) =>
  operations.evaluation.answer.parse({
    ...Object(exampleOf("DescribeEvalTask").result),
    ...changes,
  });

describe("an evaluation of V2", () => {
  it("becomes a task with its settings, its versions and their answers", () => {
    expect(task()).toMatchInlineSnapshot(`
      {
        "compute": null,
        "createdAt": 2024-09-10T03:52:53.000Z,
        "dataset": {
          "datasetId": "ds-jm4t9wq27bxk1c5e",
          "numericId": null,
        },
        "description": "",
        "id": "ame-8r2tq6yk0wvd",
        "isFinal": true,
        "kind": "AUTOMATIC",
        "kindText": null,
        "name": "规则评估",
        "numericId": null,
        "progress": {
          "answered": null,
          "done": 2,
          "total": 2,
        },
        "resultDataset": null,
        "standard": {
          "judge": null,
          "manual": null,
          "modes": [
            "RULE",
          ],
          "modesText": "rule",
          "rule": {
            "scoreModeTexts": [
              "similarity",
              "accuracy",
            ],
            "scoreModes": [
              "SIMILARITY",
              "ACCURACY",
            ],
            "stopWords": null,
            "stopWordsPath": null,
          },
        },
        "state": "DONE",
        "stateText": "Succeeded",
        "units": [
          {
            "inferenceDataset": {
              "bucket": "my-bucket",
              "datasetId": "ds-q8v2n0tb4kxw71mz",
              "errorMessage": null,
              "path": "eval",
              "state": null,
              "stateText": null,
            },
            "inferenceParameters": {},
            "isBaseline": false,
            "message": null,
            "modelVersion": {
              "id": "amv-8nzc3yh5pd1m",
            },
            "promptTemplate": null,
            "state": null,
            "tags": null,
            "unitId": null,
          },
          {
            "inferenceDataset": {
              "bucket": "my-bucket",
              "datasetId": "ds-b3x7n5kw9qzt2c8v",
              "errorMessage": null,
              "path": "eval",
              "state": null,
              "stateText": null,
            },
            "inferenceParameters": {},
            "isBaseline": false,
            "message": null,
            "modelVersion": {
              "id": "amv-2tbk6wq0rv9s",
            },
            "promptTemplate": null,
            "state": null,
            "tags": null,
            "unitId": null,
          },
        ],
        "updatedAt": 2024-09-10T04:08:25.000Z,
      }
    `);
  });

  it.each([
    ["Queued", "PENDING", false],
    ["Running", "DOING", false],
    ["RunningWithManualBegin", "DOING_WITH_MANUAL_BEGIN", false],
    ["RunningWithMetricsCalculating", "DOING_WITH_METRICS_CALCULATING", false],
    ["Stopping", "STOPPING", false],
    ["Succeeded", "DONE", true],
    ["Successed", "DONE", true],
    ["Failed", "FAILED", true],
    ["Stopped", "STOPPED", true],
    ["Pondering", "UNKNOWN", false],
  ])("in the state %s is %s", (stateText, state, isFinal) => {
    expect(task({ state: stateText })).toMatchObject({ state, stateText, isFinal });
  });

  it("tells the settings of judge and people as they were sent", () => {
    const prompt = { metric: "综合得分", steps: "1.打分", maxScore: 5 };
    const evalDimension = [{ dimension: "满意度", description: "总体" }];
    const { standard, kind } = task({
      evalConfig: {
        evalMode: "manual, model",
        autoModelEvalConfig: { apiName: "ERNIE-4.0-8K", prompt },
        manualEvalConfig: { evalDimension },
      },
    });
    expect(kind).toBe("MANUAL");
    expect(standard).toMatchObject({
      modes: ["MANUAL", "JUDGE"],
      rule: null,
      judge: { apiName: "ERNIE-4.0-8K", applicationId: null, prompt },
      manual: { dimensions: [{ name: "满意度", description: "总体" }], blind: null },
    });
  });

  it("keeps a mode whose settings are not told", () => {
    const { standard } = task({ evalConfig: { evalMode: "rule,model,manual" } });
    expect(standard).toMatchObject({
      rule: { scoreModes: [], stopWords: null },
      judge: { apiName: null, prompt: null },
      manual: { dimensions: [] },
    });
  });

  it.each([
    [
      ["的", "了"],
      ["的", "了"],
    ],
    ["的", ["的"]],
    [null, null],
    ["", null],
    [[], null],
  ])("has the stop words %j", (stopWordList, stopWords) => {
    const autoRuleEvalConfig = { scoreModes: ["similarity", "novelty"], stopWordList };
    expect(task({ evalConfig: { evalMode: "rule", autoRuleEvalConfig } }).standard).toMatchObject({
      rule: { scoreModes: ["SIMILARITY", "UNKNOWN"], stopWords },
    });
  });

  it.each([
    [
      "by version",
      [
        { inferDatasetId: "ds-2", modelId: "amv-2" },
        { inferDatasetId: "ds-1", modelId: "amv-1" },
      ],
      ["ds-1", "ds-2"],
    ],
    [
      "by position where none is named",
      [{ inferDatasetId: "ds-1" }, { inferDatasetId: "ds-2" }],
      ["ds-1", "ds-2"],
    ],
    [
      "not by position where another is named",
      [{ inferDatasetId: "ds-3", modelId: "amv-3" }],
      [undefined, undefined],
    ],
    ["before there are any", null, [undefined, undefined]],
  ])("finds the answers of a version %s", (_, inferDatasetList, expected) => {
    const evalModelConfigList = [{ modelId: "amv-1" }, { modelId: "amv-2" }];
    const evalObjectConfig = { evalModelConfig: { evalModelConfigList } };
    const { units = [] } = task({ inferDatasetList, evalObjectConfig });
    expect(units.map(({ inferenceDataset }) => inferenceDataset?.datasetId)).toEqual(expected);
  });

  it("gives a version that stands twice two data sets", () => {
    const evalModelConfigList = [{ modelId: "amv-1" }, { modelId: "amv-1" }];
    const { units = [] } = task({
      evalObjectConfig: { evalModelConfig: { evalModelConfigList } },
      inferDatasetList: [
        { inferDatasetId: "ds-1", modelId: "amv-1" },
        { inferDatasetId: "ds-2", modelId: "amv-1" },
      ],
    });
    expect(units.map(({ inferenceDataset }) => inferenceDataset?.datasetId)).toEqual([
      "ds-1",
      "ds-2",
    ]);
  });

  it("does without all but its id", () => {
    const { answer } = operations.evaluation;
    expect(answer.parse({ taskId: "ame-1" })).toMatchObject({
      state: null,
      isFinal: false,
      standard: null,
      units: [],
      dataset: null,
      kind: null,
    });
    expect(answer.safeParse({}).success).toBe(false);
  });
});

it("a list of evaluations has the kind of each, and no state", () => {
  const page = operations.evaluations.answer.parse(exampleOf("DescribeEvalTasks").result);
  expect(page).toMatchObject({ nextMarker: null, isTruncated: false });
  expect(page.items[0]).toMatchInlineSnapshot(`
    {
      "createdAt": 2024-09-10T03:52:53.000Z,
      "description": "",
      "id": "ame-8r2tq6yk0wvd",
      "kind": "AUTOMATIC",
      "kindText": "auto",
      "name": "规则评估",
      "numericId": null,
    }
  `);
});

describe("a report of V2", () => {
  const report = () =>
    operations.evaluationReport.answer.parse(exampleOf("DescribeEvalTaskReport").result);

  it("has one entry a version, and null for what V2 does not know", () => {
    expect(report()[1]).toMatchInlineSnapshot(`
      {
        "entryId": "ame-8r2tq6yk0wvd:amv-2tbk6wq0rv9s",
        "evaluationJobId": null,
        "evaluationName": "规则评估",
        "evaluationNumericId": null,
        "evaluationTaskId": "ame-8r2tq6yk0wvd",
        "id": "ame-8r2tq6yk0wvd:amv-2tbk6wq0rv9s",
        "inferenceDataset": {
          "bucket": null,
          "datasetId": "ds-b3x7n5kw9qzt2c8v",
          "errorMessage": null,
          "path": null,
          "state": null,
          "stateText": null,
        },
        "judge": null,
        "manual": null,
        "modelVersion": {
          "id": "amv-2tbk6wq0rv9s",
        },
        "modes": [
          "RULE",
        ],
        "modesText": "rule",
        "objectTypeText": "model",
        "otherMetrics": [],
        "performance": null,
        "projectId": null,
        "rule": {
          "accuracy": 0,
          "bleu4": 0.08,
          "editDistance": 33.5,
          "embeddingDistance": 0.17,
          "f1Score": 0.35,
          "rouge1": 0.32,
          "rouge2": 0.13,
          "rougeL": 0.25,
        },
        "unitId": null,
        "userId": null,
      }
    `);
  });

  it("gives each entry an id of its own, also of a version that stands twice", () => {
    expect(report().map(({ entryId }) => entryId)).toEqual([
      `ame-8r2tq6yk0wvd:${VERSION}`,
      "ame-8r2tq6yk0wvd:amv-2tbk6wq0rv9s",
    ]);
    const entry = { taskId: "ame-1", modelId: "amv-1" };
    const twice = operations.evaluationReport.answer.parse([entry, entry, { taskId: "ame-1" }]);
    expect(twice.map(({ entryId }) => entryId)).toEqual(["ame-1:amv-1", "ame-1:amv-1:2", null]);
  });

  it("keeps a distribution whose form nobody knows as a named value", () => {
    const effectMetric = { gsbDistribution: { good: 1 } };
    const [entry] = operations.evaluationReport.answer.parse([{ evalMode: "rule", effectMetric }]);
    expect(entry?.otherMetrics).toEqual([{ name: "gsbDistribution", value: '{"good":1}' }]);
  });

  it.each([null, []])("may be %j before there are entries", (result) => {
    expect(operations.evaluationReport.answer.parse(result)).toEqual([]);
  });
});

it("the versions that can be evaluated have their model's name, and whose it is", () => {
  const { answer } = operations.evaluableVersions;
  expect(answer.parse(exampleOf("DescribeEvalObjects").result).items).toEqual([
    {
      id: VERSION,
      numericId: null,
      name: "客服助手",
      version: "1",
      source: "OWN",
      sourceText: "userModel",
      createdAt: new Date("2024-04-12T10:21:07+08:00"),
    },
  ]);
  const words = ["customModel", "systemModel", "presetModel", "otherModel"];
  const evalObjectList = words.map((objectType) => ({ objectId: "amv-1", objectType }));
  expect(answer.parse({ evalObjectList }).items.map(({ source }) => source)).toEqual([
    "OWN",
    "PRESET",
    "PRESET",
    "UNKNOWN",
  ]);
});

describe("an export of results", () => {
  const example = () => Object(exampleOf("DescribeEvalResultExportTask").result);

  it("tells where its file is", () => {
    expect(operations.resultExport.answer.parse(example())).toMatchInlineSnapshot(`
      {
        "bucket": null,
        "contents": [
          "prompt",
          "prediction",
          "completion",
          "metrics",
        ],
        "destination": "PLATFORM",
        "destinationText": "sysStorage",
        "downloadUrl": "https://platform-bucket.example.invalid/made-up.zip",
        "evaluationTask": {
          "id": "ame-5wz1kd8qh3vn",
        },
        "id": "amemt-6hq1zk3vw8tb",
        "isFinal": true,
        "numericId": null,
        "path": null,
        "state": "DONE",
        "stateText": "Succeeded",
      }
    `);
  });

  it("to a bucket has a path and no link", () => {
    const { downloadUrl, ...rest } = example();
    const storagePath = "bos:/my-bucket/eval/result.zip";
    expect(
      operations.resultExport.answer.parse({ ...rest, storageType: "BOS", storagePath }),
    ).toMatchObject({
      destination: "BUCKET",
      bucket: "my-bucket",
      path: "eval/result.zip",
      downloadUrl: null,
    });
  });

  it.each([
    ["Queued", "PENDING", false],
    ["Running", "UPLOADING", false],
    ["Succeeded", "DONE", true],
    ["Done", "DONE", true],
    ["Failed", "FAILED", true],
    ["Fail", "FAILED", true],
    ["Lost", "UNKNOWN", false],
  ])("in the state %s is %s", (stateText, state, isFinal) => {
    expect(operations.resultExport.answer.parse({ ...example(), state: stateText })).toMatchObject({
      state,
      isFinal,
    });
  });
});

it.each([
  ["CreateEvalTask", operations.createEvaluation, "ame-5wz1kd8qh3vn"],
  ["CreateEvalResultExportTask", operations.createResultExport, "amemt-6hq1zk3vw8tb"],
  ["CreateModelCompTask", operations.createCompression, "amva-abciuctdx15t"],
  ["CreateModelExportTask", operations.createModelExport, "made-up-export-1"],
])("%s answers the id of what was started", (name, { answer }, id) => {
  expect(answer.parse(exampleOf(name).result)).toEqual({ id });
  expect(answer.safeParse({}).success).toBe(false);
});

it.each([
  operations.updateEvaluation,
  operations.stopEvaluation,
  operations.deleteEvaluation,
  operations.deleteModel,
  operations.deleteModelSet,
  operations.cancelCompression,
  operations.deleteCompression,
])("$name is done whatever its result is", ({ answer }) => {
  for (const result of [{}, null, "", true]) expect(answer.parse(result)).toBeNull();
});
