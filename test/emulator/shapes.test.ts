import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  DEMO_APP_AK,
  DEMO_APP_SK,
  type Registry,
  type TaskSeed,
} from "../../src/emulator/index.ts";
import error from "../fixtures/examples/v1-error.json" with { type: "json" };
import cancel from "../fixtures/examples/v1-eval-cancel.json" with { type: "json" };
import create from "../fixtures/examples/v1-eval-create.json" with { type: "json" };
import detail from "../fixtures/examples/v1-eval-detail.json" with { type: "json" };
import detail2023 from "../fixtures/examples/v1-eval-detail-manual-2023.json" with { type: "json" };
import detailPending from "../fixtures/examples/v1-eval-detail-pending.json" with { type: "json" };
import evaluable from "../fixtures/examples/v1-eval-model-list.json" with { type: "json" };
import report from "../fixtures/examples/v1-eval-report.json" with { type: "json" };
import reportAllModes from "../fixtures/examples/v1-eval-report-all-modes.json" with {
  type: "json",
};
import exportInfo from "../fixtures/examples/v1-eval-result-export-info.json" with { type: "json" };
import exportInfoLocal from "../fixtures/examples/v1-eval-result-export-info-local.json" with {
  type: "json",
};
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

/** A task as in the examples: a judge scores an own and a preset version. */
function judged(registry: Registry, seed: Pick<TaskSeed, "state">) {
  const versions = [16022, 26382].flatMap((id) => registry.version(id) ?? []);
  return registry.addTask({ name: "客服助手", versions, modes: ["model"], ...seed });
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

  it("eval/result/export/info of the platform's storage", async () => {
    const { registry, call } = await start();
    const { id } = registry.addResultExport({
      task: judged(registry, { state: "Done" }),
      exportType: "local",
      contents: ["prompt"],
      startedAt: new Date("2024-04-12T11:00:00+08:00"),
    });
    const answer = await call("eval/result/export/info", { exportID: id.text });
    expect(shapeOf(answer.body)).toEqual(shapeOf(exportInfoLocal.response));
  });

  it("eval/create", async () => {
    const { call } = await start();
    const answer = await call("eval/create", create.request);
    expect(shapeOf(answer.body)).toEqual(shapeOf(create.response));
  });

  it.each([
    ["Pending", detailPending],
    ["Done", detail],
  ] as const)("eval/detail of a task that a judge scores, %s", async (state, example) => {
    const { registry, call } = await start();
    const task = judged(registry, { state });
    const answer = await call("eval/detail", { id: task.evalIdStr });
    expect(shapeOf(answer.body)).toEqual(shapeOf(example.response));
    expect(answer.body).toMatchObject({
      result: {
        state,
        evalUnits: example.response.result.evalUnits.map(
          ({ modelVersionId, state, inferDatasetState }) => ({
            modelVersionId,
            state,
            inferDatasetState,
          }),
        ),
        evalStandardConf: {
          ...example.response.result.evalStandardConf,
          appAk: DEMO_APP_AK,
          appSk: DEMO_APP_SK,
        },
      },
    });
  });

  it("eval/detail as people's tasks were answered in 2023", async () => {
    const { registry, call } = await start();
    const [version] = registry.model(13410)?.versions ?? [];
    const task = registry.addTask({
      versions: version ? [version] : [],
      modes: ["manual"],
      state: "DoingWithManualBegin",
      year: 2023,
    });
    const answer = await call("eval/detail", { id: task.evalId });
    expect(shapeOf(answer.body)).toEqual(shapeOf(detail2023.response));
  });

  it.each([
    [["rule"], ["scoreModes", "stopWordsPath"]],
    [["model"], ["appAk", "appId", "appSk", "apiName", "apiUrl", "prompt"]],
    [
      ["manual"],
      [
        "blindEvaluationEnable",
        "evaluationDimension",
        "evaluationScenario",
        "resultDatasetId",
        "resultDatasetIdStr",
        "resultDatasetImportStatus",
        "resultDatasetName",
        "resultDatasetProjectType",
        "resultDatasetReleaseStatus",
      ],
    ],
  ] as const)("eval/detail has no settings but those of the mode: %s", async (modes, keys) => {
    const { registry, result } = await start();
    const { versions } = registry.addModel({ versions: 1 });
    const { evalId } = registry.addTask({ versions, modes });
    const { evalStandardConf } = Object(await result("eval/detail", { id: evalId }));
    expect(Object.keys(evalStandardConf).sort()).toEqual(["evalMode", ...keys].sort());
  });

  it("eval/report", async () => {
    const { registry, call } = await start();
    const task = judged(registry, { state: "Done" });
    const answer = await call("eval/report", { id: task.evalIdStr });
    expect(shapeOf(answer.body)).toEqual(shapeOf(report.response));
  });

  it("eval/report of a task with all modes", async () => {
    const { call } = await start();
    const answer = await call("eval/report", { id: 5901 });
    const [entry] = reportAllModes.response.result;
    const metric = shapeOf(entry?.effectMetric);
    const counts = { "1": "number", "2": "number" };
    const metrics = z
      .object({ result: z.array(z.object({ effectMetric: z.unknown() })) })
      .parse(answer.body)
      .result.map(({ effectMetric }) => shapeOf(effectMetric));
    expect(metrics).toEqual(
      Array(3).fill({
        ...Object(metric),
        manualScoreDistribution: [{ dimension: "string", scoreDistribution: counts }],
      }),
    );
  });

  it("eval/cancel", async () => {
    const { call } = await start();
    const answer = await call("eval/cancel", { id: "ame-7dk3wm9qx2tz" });
    expect(answer.body).toEqual({ ...cancel.response, log_id: expect.stringMatching(/^\d+$/) });
  });

  it("every answer, with a request id of the gateway's in its headers", async () => {
    const { call } = await start();
    const answers = [await call("modelDetail", { modelId: 2 }), await call("modelDetail", {})];
    for (const { headers } of answers) {
      expect(headers["x-bce-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    }
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
