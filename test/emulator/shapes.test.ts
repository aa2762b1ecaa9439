import { describe, expect, it } from "vitest";
import { DEMO_APP_AK, DEMO_APP_SK } from "../../src/emulator/index.ts";
import error from "../fixtures/examples/v1-error.json" with { type: "json" };
import cancel from "../fixtures/examples/v1-eval-cancel.json" with { type: "json" };
import create from "../fixtures/examples/v1-eval-create.json" with { type: "json" };
import detail from "../fixtures/examples/v1-eval-detail.json" with { type: "json" };
import evaluable from "../fixtures/examples/v1-eval-model-list.json" with { type: "json" };
import report from "../fixtures/examples/v1-eval-report.json" with { type: "json" };
import exportInfo from "../fixtures/examples/v1-eval-result-export-info.json" with { type: "json" };
import modelDelete from "../fixtures/examples/v1-model-batchDelete.json" with { type: "json" };
import userList from "../fixtures/examples/v1-model-user-list.json" with { type: "json" };
import versionDelete from "../fixtures/examples/v1-model-version-batchDelete.json" with {
  type: "json",
};
import model from "../fixtures/examples/v1-modelDetail.json" with { type: "json" };
import version from "../fixtures/examples/v1-modelVersionDetail.json" with { type: "json" };
import publish from "../fixtures/examples/v1-publishTrainModel.json" with { type: "json" };
import { start } from "./start.ts";

/** A value with each leaf replaced by its type, and each list by its first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

describe("answers have the examples' keys and types", () => {
  it("modelDetail", async () => {
    const { call } = await start();
    const answer = await call("modelDetail", model.request);
    expect(shapeOf(answer.body)).toEqual(shapeOf(model.response));
  });

  it("modelVersionDetail, to the last value", async () => {
    const { result } = await start();
    expect(await result("modelVersionDetail", version.request)).toEqual(version.response.result);
  });

  it("model/user/list, but for the tags and where the newest version comes from", async () => {
    const { call } = await start();
    const answer = await call("model/user/list", userList.request);
    const [item] = userList.response.result.items;
    const { sourceExtra: _, ...latest } = Object(item?.latestVersionInfo);
    expect(shapeOf(answer.body)).toMatchObject(
      Object(
        shapeOf({
          ...userList.response,
          result: {
            total: 1,
            items: [{ ...item, tags: ["客服"], latestVersionInfo: latest }],
          },
        }),
      ),
    );
  });

  it.each([
    ["eval/model/list", evaluable],
    ["eval/result/export/info", exportInfo],
  ])("%s", async (operation, example) => {
    const { call } = await start();
    const answer = await call(operation, example.request);
    expect(shapeOf(answer.body)).toMatchObject(Object(shapeOf(example.response)));
  });

  it.each([
    ["model/batchDelete", modelDelete],
    ["model/version/batchDelete", versionDelete],
  ])("%s", async (operation, example) => {
    const { call } = await start();
    const answer = await call(operation, example.request);
    expect(shapeOf(answer.body)).toEqual(shapeOf(example.response));
  });

  it("publishTrainModel", async () => {
    const { call } = await start();
    const answer = await call("publishTrainModel", { ...publish.request, modelName: "新模型" });
    expect(shapeOf(answer.body)).toEqual(shapeOf(publish.response));
  });

  it("eval/create", async () => {
    const { call } = await start();
    const answer = await call("eval/create", create.request);
    expect(shapeOf(answer.body)).toEqual(shapeOf(create.response));
  });

  it("eval/detail", async () => {
    const { call, result } = await start();
    const answer = await call("eval/detail", detail.request);
    expect(shapeOf(answer.body)).toEqual(shapeOf(detail.response));
    const [unit] = detail.response.result.evalUnits;
    const example = detail.response.result;
    expect(await result("eval/detail", { id: 5901 })).toEqual({
      ...example,
      evalUnits: [
        unit,
        expect.objectContaining({ modelVersionId: 16088 }),
        expect.objectContaining({ modelVersionId: 26382, modelSource: "PlatformPreset" }),
      ],
      evalStandardConf: {
        ...example.evalStandardConf,
        appAk: DEMO_APP_AK,
        appSk: DEMO_APP_SK,
      },
    });
  });

  it("eval/detail with the same keys when no mode but rule is used", async () => {
    const { result } = await start();
    expect(await result("eval/detail", { id: 5902 })).toMatchInlineSnapshot(`
      {
        "computeResourceConf": {
          "computeResourceId": "",
          "cpu": 0,
          "memory": 0,
          "vmNumber": 8,
          "vmType": 1,
        },
        "datasetId": "1337",
        "datasetName": "预置数据集>AGI_EVAL>V1",
        "description": "",
        "evalStandardConf": {
          "apiName": "",
          "apiUrl": "",
          "appAk": "",
          "appId": 0,
          "appSk": "",
          "evalMode": "rule",
          "evaluationDimension": null,
          "prompt": {
            "maxScore": 0,
            "metric": "",
            "minScore": 0,
            "steps": "",
            "templateContent": "",
            "templateName": "",
          },
          "resultDatasetId": 3005,
          "resultDatasetIdStr": "ds-n255c9f7iqs5do9u",
          "resultDatasetImportStatus": 2,
          "resultDatasetName": "营销文案_规则评估_结果",
          "resultDatasetProjectType": 20,
          "resultDatasetReleaseStatus": 2,
          "scoreModes": [
            "similarity",
            "accuracy",
          ],
          "stopWordsPath": "",
        },
        "evalUnits": [
          {
            "message": "",
            "modelId": 13471,
            "modelName": "营销文案",
            "modelSource": "Train",
            "modelTags": null,
            "modelVersion": "1",
            "modelVersionDesc": "",
            "modelVersionId": 15801,
            "state": "Editing",
          },
          {
            "message": "",
            "modelId": 13471,
            "modelName": "营销文案",
            "modelSource": "Train",
            "modelTags": null,
            "modelVersion": "2",
            "modelVersionDesc": "",
            "modelVersionId": 15802,
            "state": "Editing",
          },
          {
            "message": "",
            "modelId": 13471,
            "modelName": "营销文案",
            "modelSource": "Train",
            "modelTags": null,
            "modelVersion": "3",
            "modelVersionDesc": "",
            "modelVersionId": 15803,
            "state": "Editing",
          },
          {
            "message": "",
            "modelId": 13471,
            "modelName": "营销文案",
            "modelSource": "Train",
            "modelTags": null,
            "modelVersion": "4",
            "modelVersionDesc": "",
            "modelVersionId": 15804,
            "state": "Editing",
          },
          {
            "message": "",
            "modelId": 13471,
            "modelName": "营销文案",
            "modelSource": "Train",
            "modelTags": null,
            "modelVersion": "5",
            "modelVersionDesc": "",
            "modelVersionId": 15805,
            "state": "Editing",
          },
        ],
        "evaluationId": 5902,
        "name": "营销文案_规则评估",
        "state": "Done",
      }
    `);
  });

  it("eval/report", async () => {
    const { call } = await start();
    const answer = await call("eval/report", report.request);
    const [entry] = report.response.result;
    const metric = entry?.effectMetric;
    expect(shapeOf(answer.body)).toEqual({
      log_id: "string",
      result: [
        {
          ...Object(shapeOf(entry)),
          effectMetric: {
            ...Object(shapeOf(metric)),
            manualScoreDistribution: [
              { dimension: "string", scoreDistribution: { "1": "number", "2": "number" } },
            ],
          },
        },
      ],
    });
  });

  it("eval/cancel", async () => {
    const { call } = await start();
    const answer = await call("eval/cancel", { id: "ame-7dk3wm9qx2tz" });
    expect(answer.body).toEqual({ ...cancel.response, log_id: expect.stringMatching(/^\d+$/) });
  });

  it("an error, with a log_id", async () => {
    const { call } = await start();
    const answer = await call("modelVersionDetail", error.request);
    expect(answer.body).toEqual({ ...error.response, log_id: expect.stringMatching(/^\d+$/) });
  });
});

describe("versions of every origin have the documented extras", () => {
  it.each([
    [16022, "Train", { sourceType: "Train", trainSourceExtra: expect.any(Object) }],
    [
      16131,
      "Acceleration",
      {
        sourceType: "Acceleration",
        accelerationSourceExtra: {
          taskId: 871,
          taskName: "客服助手_INT8",
          sourceModelVersionId: 16022,
        },
      },
    ],
    [
      16102,
      "Import",
      {
        sourceType: "Import",
        importModelVersionSourceExtra: { bucket: "demo-bucket", object: "models/demo-lm-7b/" },
      },
    ],
    [26382, "PlatformPreset", {}],
  ])("%i %s", async (modelVersionId, sourceType, sourceExtra) => {
    const { result } = await start();
    expect(await result("modelVersionDetail", { modelVersionId })).toMatchObject({ sourceType });
    expect(await result("modelVersionDetail", { modelVersionId })).toHaveProperty(
      "sourceExtra",
      sourceExtra,
    );
  });

  it("has a license for open-source preset versions only", async () => {
    const { result } = await start();
    const open = await result("modelVersionDetail", { modelVersionId: 26117 });
    expect(open).toMatchObject({
      license: "Apache License 2.0",
      copyright: "Demo-LM contributors",
    });
    const own = await result("modelVersionDetail", { modelVersionId: 26382 });
    expect(own).not.toHaveProperty("license");
  });

  it("shows preset models without creator and train type", async () => {
    const { result } = await start();
    expect(await result("modelDetail", { modelId: 2 })).toMatchObject({
      source: "PlatformPreset",
      createUserId: -1,
      createUser: "",
      trainType: "",
    });
  });
});
