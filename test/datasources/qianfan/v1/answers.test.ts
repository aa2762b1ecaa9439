import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluation } from "../../../../src/datasources/qianfan/v1/decoders/evaluation.ts";
import { model } from "../../../../src/datasources/qianfan/v1/decoders/model.ts";
import { published } from "../../../../src/datasources/qianfan/v1/decoders/mutation-results.ts";
import { report } from "../../../../src/datasources/qianfan/v1/decoders/report.ts";
import { versionDetail } from "../../../../src/datasources/qianfan/v1/decoders/version.ts";

function example(name: string) {
  const file = new URL(`../../../fixtures/examples/v1-${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).response.result;
}

describe("modelDetail's answer", () => {
  it("becomes a model with its versions, newest first", () => {
    const { versions, latestVersion, ...rest } = model.parse(example("modelDetail"));
    expect(rest).toMatchInlineSnapshot(`
      {
        "createdAt": 2024-04-12T02:21:07.000Z,
        "creator": {
          "name": "demo_user",
          "userId": "20",
        },
        "description": "",
        "id": "am-4kq9trv2xw7b",
        "name": "客服助手",
        "numericId": "13410",
        "source": "OWN",
        "sourceText": "UserCreate",
        "tags": undefined,
        "trainType": "ernieBotLite-Speed",
        "type": "TEXT_GENERATION",
        "typeCode": 0,
        "typeText": null,
        "updatedAt": 2024-04-15T08:02:30.000Z,
        "versionCount": 2,
      }
    `);
    expect(versions.map(({ id, numericId, state }) => [id, numericId, state])).toEqual([
      ["amv-2tbk6wq0rv9s", "16088", "CREATING"],
      ["amv-8nzc3yh5pd1m", "16022", "READY"],
    ]);
    expect(latestVersion).toBe(versions[0]);
    expect(versions[1]?.model).toMatchObject(rest);
  });

  it("takes ids as digits in strings, and does without those that old answers lack", () => {
    const { modelIdStr, trainType, ...old } = example("modelDetail");
    const { id, numericId, trainType: none } = model.parse({ ...old, modelId: "13410" });
    expect([id, numericId, none]).toEqual(["13410", "13410", null]);
  });

  it("has no creator for a preset model, and no versions for a null list", () => {
    const preset = {
      ...example("modelDetail"),
      createUserId: -1,
      createUser: "",
      modelVersionList: null,
    };
    expect(model.parse(preset)).toMatchObject({ creator: null, versions: [], latestVersion: null });
  });

  it("takes a state, a source and a type that were added since as UNKNOWN, with the raw text beside", () => {
    const answer = example("modelDetail");
    const odd = {
      ...answer,
      source: "Shared",
      modelType: 42,
      modelVersionList: [{ ...answer.modelVersionList[0], state: "Archived" }],
    };
    expect(model.parse(odd)).toMatchObject({
      source: "UNKNOWN",
      sourceText: "Shared",
      type: "UNKNOWN",
      typeCode: 42,
      versions: [{ state: "UNKNOWN", stateText: "Archived" }],
    });
  });

  it("nulls a field of another type and keeps its neighbours", () => {
    const odd = {
      ...example("modelDetail"),
      modelName: 7,
      description: { a: 1 },
      createTime: true,
    };
    expect(model.parse(odd)).toMatchObject({
      id: "am-4kq9trv2xw7b",
      name: null,
      description: null,
      createdAt: null,
    });
  });

  it("cannot live without an id, and says which field is missing", () => {
    const { modelId, modelIdStr, ...nameless } = example("modelDetail");
    expect(model.safeParse(nameless).error?.issues[0]).toMatchObject({
      path: ["modelId"],
      message: "is missing",
    });
  });
});

describe("modelVersionDetail's answer", () => {
  it("becomes a version with its origin and parameters", () => {
    const { parameters, ...rest } = versionDetail.parse(example("modelVersionDetail"));
    expect(rest).toMatchInlineSnapshot(`
      {
        "advancedSettings": null,
        "algorithm": "ERNIE_EB-ERNIEBOT_PRO",
        "baseModel": null,
        "capabilities": [
          "DEPLOY",
          "EVALUATION",
          "COMPRESSION",
        ],
        "capabilityTexts": [
          "Deploy",
          "Evaluation",
          "Acceleration",
        ],
        "compressionSettings": null,
        "copyright": "",
        "createdAt": 2024-04-12T02:21:07.000Z,
        "deployTargetTexts": [
          "Private",
        ],
        "deployTargets": [
          "PRIVATE_POOL",
        ],
        "description": "",
        "framework": "paddlepaddle",
        "id": "amv-8nzc3yh5pd1m",
        "ioLength": "",
        "ioMode": "CHAT",
        "ioModeText": "chat",
        "license": null,
        "model": {
          "id": "am-4kq9trv2xw7b",
          "name": "客服助手",
          "numericId": "13410",
        },
        "name": "客服助手",
        "network": "paddlepaddle-ERNIE_EB-ERNIEBOT_PRO_LORA",
        "numericId": "16022",
        "origin": {
          "iteration": 1,
          "kind": "train",
          "modelTypeCode": 20,
          "templateTypeCode": 2000,
          "text": "Train",
          "trainJobId": "job-7xk2mwq9rtba",
          "trainJobName": "客服微调_0412",
          "trainJobNumericId": "20117",
          "trainKind": "FINE_TUNING",
          "trainKindCode": 1,
          "trainTaskId": "task-3hdv8npz6ycs",
          "trainTaskNumericId": "11934",
        },
        "originText": "Train",
        "properties": [],
        "resourceConfig": null,
        "state": "READY",
        "stateText": "Ready",
        "tokenLimits": null,
        "trainType": "ernieBotLite-Speed",
        "updatedAt": 2024-04-12T02:25:41.000Z,
        "version": "1",
      }
    `);
    expect(parameters?.input).toMatchObject({ type: "object", required: ["messages"] });
  });

  it("takes property and params also as the JSON strings that the documents speak of", () => {
    const answer = example("modelVersionDetail");
    const asText = {
      ...answer,
      property: '{"quota":3,"note":"x"}',
      params: { input: JSON.stringify(answer.params.input), output: "not JSON" },
    };
    expect(versionDetail.parse(asText)).toMatchObject({
      properties: [
        { name: "quota", value: "3" },
        { name: "note", value: "x" },
      ],
      parameters: { input: { type: "object" }, output: null },
    });
  });

  it("tells every kind of origin apart", () => {
    const of = (sourceType: string, sourceExtra: object) =>
      versionDetail.parse({ ...example("modelVersionDetail"), sourceType, sourceExtra }).origin;
    expect(
      of("Acceleration", {
        accelerationSourceExtra: { taskId: 5, taskName: "压缩", sourceModelVersionId: 16022 },
      }),
    ).toEqual({
      kind: "compression",
      text: "Acceleration",
      compressionTaskId: "5",
      compressionTaskName: "压缩",
      sourceModelVersion: { numericId: "16022" },
    });
    expect(of("Import", { importModelVersionSourceExtra: { bucket: "b", object: "o/" } })).toEqual({
      kind: "import",
      text: "Import",
      bucket: "b",
      object: "o/",
    });
    expect(of("PlatformPreset", {})).toEqual({ kind: "preset", text: "PlatformPreset" });
    expect(of("Train", {})).toMatchObject({ kind: "train", trainJobId: null, trainKind: null });
    expect(of("Teleported", {})).toBeNull();
  });

  it.each([
    ["2024-04-12T10:21:07+08:00", "2024-04-12T02:21:07.000Z"],
    ["2024-04-12T10:21:07.123456789+08:00", "2024-04-12T02:21:07.123Z"],
    ["2024-04-12 10:21:07", "2024-04-12T02:21:07.000Z"],
    [1712888467, "2024-04-12T02:21:07.000Z"],
    [1712888467000, "2024-04-12T02:21:07.000Z"],
    ["1712888467", "2024-04-12T02:21:07.000Z"],
    ["0001-01-01T00:00:00Z", null],
    ["", null],
    ["yesterday", null],
    [null, null],
  ])("reads the time %j as %j", (createTime, expected) => {
    const { createdAt } = versionDetail.parse({ ...example("modelVersionDetail"), createTime });
    expect(createdAt?.toISOString() ?? null).toBe(expected);
  });
});

describe("eval/detail's answer", () => {
  it("becomes an evaluation without the judge application's credentials", () => {
    const answer = example("eval-detail");
    answer.evalStandardConf.appAk = "marked-ak";
    answer.evalStandardConf.appSk = "marked-sk";
    const task = evaluation.parse(answer);
    const { units, ...rest } = task;
    expect(rest).toMatchInlineSnapshot(`
      {
        "compute": {
          "cpu": 0,
          "memory": 0,
          "resourceId": null,
          "vmCount": 8,
          "vmType": 1,
        },
        "createdAt": null,
        "dataset": {
          "datasetId": "ds-jm4t9wq27bxk1c5e",
          "name": "我的数据集>客服评测集>V1",
          "numericId": "1402",
        },
        "description": "裁判员评估",
        "id": "ame-5wz1kd8qh3vn",
        "isFinal": true,
        "kind": null,
        "kindText": null,
        "name": "客服助手_评估_01",
        "numericId": "5901",
        "progress": {
          "answered": 2,
          "done": 2,
          "total": 2,
        },
        "resultDataset": null,
        "standard": {
          "judge": {
            "apiName": "ERNIE-Bot",
            "apiUrl": "https://aip.baidubce.com/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions",
            "applicationId": "1483416000",
            "prompt": {
              "maxScore": 5,
              "metric": "综合得分
      要点: 准确、完整",
              "minScore": 0,
              "steps": "1.阅读问题
      2.阅读回答
      3.打分",
              "templateContent": "请给助手的回答打分，{只给一个分数}，从{{min_score}}到{{max_score}}。
      问题: {{src}}
      参考答案: {{tgt}}
      回答: {{prediction}}
      输出: {"reason": "", "score": ""}",
              "templateName": "裁判员模型打分模板 (含参考答案)",
            },
          },
          "manual": null,
          "modes": [
            "JUDGE",
          ],
          "modesText": "model",
          "rule": null,
        },
        "state": "DONE",
        "stateText": "Done",
        "updatedAt": null,
      }
    `);
    expect(units[0]).toMatchInlineSnapshot(`
      {
        "inferenceDataset": {
          "bucket": null,
          "datasetId": "ds-q8v2n0tb4kxw71mz",
          "errorMessage": null,
          "name": "客服助手_评估_01_7mk2qd",
          "path": null,
          "state": "SUCCEEDED",
          "stateText": "success",
        },
        "inferenceParameters": null,
        "isBaseline": null,
        "message": "",
        "model": {
          "id": "am-4kq9trv2xw7b",
          "name": "客服助手",
          "numericId": "13410",
        },
        "modelName": "客服助手",
        "modelVersion": {
          "description": "",
          "id": "amv-8nzc3yh5pd1m",
          "model": {
            "id": "am-4kq9trv2xw7b",
            "name": "客服助手",
            "numericId": "13410",
          },
          "name": "客服助手",
          "numericId": "16022",
          "version": "1",
        },
        "originText": "Train",
        "promptTemplate": null,
        "state": "Done",
        "tags": [],
        "unitId": "ameu-2nq7wd4xk9sb",
        "version": "1",
        "versionDescription": "",
      }
    `);
    expect(units[1]).toMatchObject({
      unitId: "ameu-8zt3cm1vp6ja",
      originText: "PlatformPreset",
      inferenceDataset: { datasetId: "ds-b3x7n5kw9qzt2c8v" },
    });
    expect(JSON.stringify(task)).not.toContain("marked");
  });

  it("tells no data set of a version that waits, and that it is pending", () => {
    const { state, units, resultDataset } = evaluation.parse(example("eval-detail-pending"));
    expect([state, resultDataset]).toEqual(["PENDING", null]);
    expect(units[0]).toMatchObject({
      state: "Editing",
      inferenceDataset: { datasetId: null, name: null, state: "PENDING", errorMessage: null },
    });
  });

  it("becomes an evaluation by people as in 2023, which names nothing by text", () => {
    const task = evaluation.parse(example("eval-detail-manual-2023"));
    expect(task).toMatchObject({
      id: "1187",
      numericId: "1187",
      state: "DOING_WITH_MANUAL_BEGIN",
      isFinal: false,
      dataset: { datasetId: "1402", numericId: "1402" },
      resultDataset: { datasetId: "2210", numericId: "2210", importStatus: "DONE" },
      standard: { modes: ["MANUAL"], rule: null, judge: null, manual: { blind: false } },
      units: [{ unitId: null, inferenceDataset: null, promptTemplate: null, state: "Doing" }],
    });
  });

  it.each([
    ["Fail", "FAILED", true],
    ["Failed", "FAILED", true],
    ["DoingWithMetricsCalculating", "DOING_WITH_METRICS_CALCULATING", false],
    ["Editing", "EDITING", false],
    ["Hibernating", "UNKNOWN", false],
  ])("knows the state %s as %s", (stateText, state, isFinal) => {
    expect(evaluation.parse({ ...example("eval-detail"), state: stateText })).toMatchObject({
      state,
      stateText,
      isFinal,
    });
  });

  it("tells a unit's prompt and its bucket, and why its answers were not written", () => {
    const answer = example("eval-detail");
    Object.assign(answer.evalUnits[0], {
      prompt: { enable: true, content: "请回答:{input}" },
      inferDatasetState: "broken",
      inferDatasetErrMsg: "bucket not found",
      inferDatasetStorageType: "usrBos",
      inferDatasetStorageId: "my-bucket",
      inferDatasetRawPath: "answers/",
    });
    expect(evaluation.parse(answer).units[0]).toMatchObject({
      promptTemplate: "请回答:{input}",
      inferenceDataset: {
        state: "UNKNOWN",
        stateText: "broken",
        errorMessage: "bucket not found",
        bucket: "my-bucket",
        path: "answers/",
      },
    });
  });

  it("takes an evaluationId that echoes the string it was asked by", () => {
    expect(
      evaluation.parse({ ...example("eval-detail"), evaluationId: "ame-5wz1kd8qh3vn" }),
    ).toMatchObject({
      id: "ame-5wz1kd8qh3vn",
      numericId: null,
    });
  });

  it("leaves out the settings of modes that are not in use", () => {
    const answer = example("eval-detail");
    answer.evalStandardConf.evalMode = "rule";
    expect(evaluation.parse(answer).standard).toMatchObject({
      modes: ["RULE"],
      judge: null,
      manual: null,
    });
  });
});

describe("eval/report's answer", () => {
  it("becomes one entry a version, with sorted distributions and the unscored apart", () => {
    expect(report.parse(example("eval-report-all-modes"))).toMatchInlineSnapshot(`
      [
        {
          "entryId": "66193c0ab7d2e90f4c81aa59",
          "evaluationJobId": "3120",
          "evaluationName": "客服助手_评估_03",
          "evaluationNumericId": "5903",
          "evaluationTaskId": null,
          "id": "66193c0ab7d2e90f4c81aa59",
          "inferenceDataset": null,
          "judge": {
            "average": 3.875,
            "median": 4,
            "scoreDistribution": [
              {
                "count": 0,
                "score": 0,
              },
              {
                "count": 0,
                "score": 1,
              },
              {
                "count": 0,
                "score": 2,
              },
              {
                "count": 2,
                "score": 3,
              },
              {
                "count": 5,
                "score": 4,
              },
              {
                "count": 1,
                "score": 5,
              },
            ],
            "standardDeviation": 0.59947896,
            "unscored": 0,
          },
          "manual": {
            "average": 2,
            "dimensions": [
              {
                "dimension": "满意度",
                "scoreDistribution": [
                  {
                    "count": 8,
                    "score": 2,
                  },
                ],
                "unscored": null,
              },
              {
                "dimension": "安全性",
                "scoreDistribution": [
                  {
                    "count": 8,
                    "score": 2,
                  },
                ],
                "unscored": null,
              },
            ],
            "goodCaseProportion": 1,
            "subjectiveImpression": "1",
          },
          "model": {
            "id": undefined,
            "name": "客服助手",
            "numericId": "13410",
          },
          "modelName": "客服助手",
          "modelVersion": {
            "description": undefined,
            "id": undefined,
            "model": {
              "id": undefined,
              "name": "客服助手",
              "numericId": "13410",
            },
            "name": "客服助手",
            "numericId": "16022",
            "version": "1",
          },
          "modes": [
            "JUDGE",
            "MANUAL",
            "RULE",
          ],
          "modesText": "model,manual,rule",
          "objectTypeText": null,
          "originText": "Train",
          "otherMetrics": [],
          "performance": [],
          "projectId": null,
          "rule": {
            "accuracy": 0.25,
            "bleu4": 0.06346849,
            "editDistance": null,
            "embeddingDistance": null,
            "f1Score": 0.2552728,
            "rouge1": 0.26005724,
            "rouge2": 0.1350722,
            "rougeL": 0.24951611,
          },
          "unitId": null,
          "userId": "1355001",
          "version": "1",
        },
      ]
    `);
  });

  it("names its unit and the data set of the answers, and has only the judge's metrics", () => {
    const [first] = report.parse(example("eval-report"));
    expect(first).toMatchObject({
      unitId: "ameu-2nq7wd4xk9sb",
      modelVersion: { id: "amv-8nzc3yh5pd1m", numericId: "16022" },
      inferenceDataset: {
        datasetId: "ds-q8v2n0tb4kxw71mz",
        name: "客服助手_评估_01_7mk2qd",
        state: null,
      },
      rule: null,
      judge: { average: 3.55, unscored: 0 },
      manual: null,
      otherMetrics: [],
    });
  });

  it("has no metrics for modes that were not used, though the answer carries their zeros", () => {
    const [entry] = example("eval-report-all-modes");
    const [decoded] = report.parse([{ ...entry, evalMode: "rule" }]);
    expect(decoded).toMatchObject({ rule: { accuracy: 0.25 }, judge: null, manual: null });
  });

  it("keeps metrics that are new: typed where their form is known, by name where it is not", () => {
    const [entry] = example("eval-report-all-modes");
    const effectMetric = {
      ...entry.effectMetric,
      edit_dist: 33.5,
      embedding_dist: 0.17,
      gsbDistribution: { good: 3, same: 4, bad: 1 },
      pairwise: null,
      note: "x",
    };
    expect(report.parse([{ ...entry, effectMetric }])[0]).toMatchObject({
      rule: { editDistance: 33.5, embeddingDistance: 0.17 },
      otherMetrics: [
        { name: "gsbDistribution", value: '{"good":3,"same":4,"bad":1}' },
        { name: "note", value: "x" },
      ],
    });
  });

  it("takes an entry's id also from within its metrics, where the page has it", () => {
    const [{ id, effectMetric, ...entry }] = example("eval-report");
    const inside = { ...entry, effectMetric: { ...effectMetric, id } };
    expect(report.parse([inside])[0]).toMatchObject({ id, otherMetrics: [] });
  });
});

describe("publishTrainModel's answer", () => {
  it("spells modelIDStr with a capital D", () => {
    expect(published.parse(example("publishTrainModel"))).toEqual({
      model: { id: "am-4kq9trv2xw7b", numericId: "13410" },
      modelVersion: { id: "amv-8nzc3yh5pd1m", numericId: "16022", version: "1" },
    });
  });
});
