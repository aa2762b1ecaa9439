import { describe, expect, it } from "vitest";
import { seconds, start } from "./start.ts";

describe("modelDetail and modelVersionDetail", () => {
  it.each([[13410], ["13410"], ["am-4kq9trv2xw7b"]])("find a model by %j", async (modelId) => {
    const { result } = await start();
    expect(await result("modelDetail", { modelId })).toMatchObject({
      modelId: 13410,
      modelIdStr: "am-4kq9trv2xw7b",
      modelVersionList: [{ version: "1" }, { version: "2" }, { version: "3" }],
    });
  });

  it.each([[16022], ["16022"], ["amv-8nzc3yh5pd1m"]])("find a version by %j", async (id) => {
    const { result } = await start();
    expect(await result("modelVersionDetail", { modelVersionId: id })).toMatchObject({
      modelVersionId: 16022,
      modelId: 13410,
    });
  });

  it.each([[1], ["am-doesnotexist"], [2 ** 60], ["16022"]])(
    "say that model %j is unknown",
    async (modelId) => {
      const { refusal } = await start();
      expect(await refusal("modelDetail", { modelId })).toEqual([10001, "模型不存在"]);
    },
  );

  it("say that a version is unknown", async () => {
    const { refusal } = await start();
    expect(await refusal("modelVersionDetail", { modelVersionId: "amv-doesnotexist" })).toEqual([
      70102,
      "AI模型版本记录不存在",
    ]);
  });

  it.each([[{}], [{ modelId: null }], [{ modelId: 1.5 }], [{ modelId: "" }], [{ modelId: [2] }]])(
    "name the parameter that %j has wrong",
    async (body) => {
      const { refusal } = await start();
      expect(await refusal("modelDetail", body)).toEqual([500001, "param[modelId] invalid"]);
    },
  );

  it("show nothing of what was deleted", async () => {
    const { registry, result, refusal } = await start();
    registry.deleteVersion("amv-2tbk6wq0rv9s");
    expect(await result("modelDetail", { modelId: 13410 })).toMatchObject({
      modelVersionList: [{ version: "1" }, { version: "3" }],
    });
    registry.deleteModel(13410);
    expect(await refusal("modelDetail", { modelId: "am-4kq9trv2xw7b" })).toContain(10001);
    expect(await refusal("modelVersionDetail", { modelVersionId: 16022 })).toContain(70102);
  });
});

describe("publishTrainModel", () => {
  const UNPUBLISHED = { taskId: "job-7xk2mwq9rtba", iterationId: "task-9wm4qz7xk2bt" };
  const PUBLISHED = { taskId: 20117, iterationId: 11934 };

  it("makes a new model with a version that becomes Ready after 20 s", async () => {
    const { clock, result } = await start();
    const published = await result("publishTrainModel", {
      isNewModel: true,
      modelName: "新模型",
      tags: ["测试"],
      versionMeta: { ...UNPUBLISHED, description: "首个版本", step: 64 },
    });
    expect(published).toEqual({
      modelId: expect.any(Number),
      modelIDStr: expect.stringMatching(/^am-[a-z0-9]{12}$/),
      version: "1",
      versionId: expect.any(Number),
      versionIdStr: expect.stringMatching(/^amv-[a-z0-9]{12}$/),
    });
    const { versionIdStr: modelVersionId } = { versionIdStr: "", ...Object(published) };
    const detail = () => result("modelVersionDetail", { modelVersionId });

    clock.advance(seconds(19));
    expect(await detail()).toMatchObject({
      modelName: "新模型",
      description: "首个版本",
      state: "Creating",
      supportOptions: [],
      createTime: "2024-06-01T16:00:00+08:00",
      modifyTime: "2024-06-01T16:00:00+08:00",
      sourceType: "Train",
      sourceExtra: {
        sourceType: "Train",
        trainSourceExtra: { taskIdStr: "job-7xk2mwq9rtba", runIdStr: "task-9wm4qz7xk2bt" },
      },
    });
    clock.advance(seconds(1));
    expect(await detail()).toMatchObject({
      state: "Ready",
      supportOptions: ["Deploy", "Evaluation", "Acceleration"],
      modifyTime: "2024-06-01T16:00:20+08:00",
    });
  });

  it.each([
    ["numbers", { modelId: 13410, versionMeta: { taskId: 20117, iterationId: 11982 } }],
    ["digits", { modelId: "13410", versionMeta: { taskId: "20117", iterationId: "11982" } }],
    ["texts", { modelId: "am-4kq9trv2xw7b", versionMeta: UNPUBLISHED }],
  ])("adds a version to a model, with its ids as %s", async (_, ids) => {
    const { result } = await start();
    expect(await result("publishTrainModel", { isNewModel: false, ...ids })).toMatchObject({
      modelId: 13410,
      modelIDStr: "am-4kq9trv2xw7b",
      version: "4",
    });
    expect(await result("modelDetail", { modelId: 13410 })).toMatchObject({
      modifyTime: "2024-06-01T16:00:00+08:00",
      modelVersionList: [{}, {}, {}, { version: "4", state: "Creating" }],
    });
  });

  it("lets one run become a version of two models", async () => {
    const { result } = await start();
    const body = { isNewModel: true, modelName: "另一个", versionMeta: PUBLISHED };
    expect(await result("publishTrainModel", body)).toMatchObject({ version: "1" });
  });

  it("takes any type of run for a model without one, and ignores a type's version", async () => {
    const { registry, result } = await start();
    const untyped = registry.addModel({ trainType: "" });
    const older = registry.addModel({ trainType: "ernieBotLite" });
    const job = registry.addTrainJob({ trainType: "ernieBotLite-v201-8k", runs: 1 });
    for (const { modelId } of [untyped, older]) {
      const versionMeta = { taskId: job.taskId, iterationId: job.runs[0]?.runId };
      expect(
        await result("publishTrainModel", { isNewModel: false, modelId, versionMeta }),
      ).toMatchObject({ modelId });
    }
  });

  const existing = { isNewModel: false, modelId: 13410 };
  const fresh = { isNewModel: true, modelName: "新模型" };
  it.each([
    [70131, "AI模型名称不能为空", { isNewModel: true, versionMeta: UNPUBLISHED }],
    [70131, "AI模型名称不能为空", { ...fresh, modelName: "", versionMeta: UNPUBLISHED }],
    [70101, "AI模型名称已存在", { ...fresh, modelName: "客服助手", versionMeta: UNPUBLISHED }],
    [10001, "模型不存在", { ...existing, modelId: "am-doesnotexist", versionMeta: UNPUBLISHED }],
    [10001, "模型不存在", { ...existing, modelId: 2, versionMeta: UNPUBLISHED }],
    [
      21002,
      "模型版本状态异常",
      { ...fresh, versionMeta: { ...UNPUBLISHED, iterationId: "task-5rjc8ynv3hpd" } },
    ],
    [70118, "当前模型已存在该运行发布的版本", { ...existing, versionMeta: PUBLISHED }],
    [
      70128,
      "导入模型禁止发布非导入模型版本",
      { ...existing, modelId: 13455, versionMeta: UNPUBLISHED },
    ],
    [
      70130,
      "模型类型匹配失败",
      {
        ...existing,
        versionMeta: { taskId: "job-2vq8xk5mzt0c", iterationId: "task-0bkf6wt9qxr4" },
      },
    ],
    [
      70114,
      "训练模型信息获取失败",
      { ...fresh, versionMeta: { ...UNPUBLISHED, taskId: "job-doesnotexist" } },
    ],
    [
      70114,
      "训练模型信息获取失败",
      { ...fresh, versionMeta: { ...UNPUBLISHED, iterationId: 12031 } },
    ],
    [500001, "param[isNewModel] invalid", { modelName: "新模型", versionMeta: UNPUBLISHED }],
    [500001, "param[modelId] invalid", { isNewModel: false, versionMeta: UNPUBLISHED }],
    [500001, "param[versionMeta] invalid", fresh],
    [500001, "param[taskId] invalid", { ...fresh, versionMeta: { iterationId: 1 } }],
    [500001, "param[iterationId] invalid", { ...fresh, versionMeta: { taskId: 1 } }],
    [500001, "param[tags] invalid", { ...fresh, tags: "客服", versionMeta: UNPUBLISHED }],
  ])("answers %i %s to %j", async (code, message, body) => {
    const { registry, refusal } = await start();
    const models = [...registry.own.models].length;
    expect(await refusal("publishTrainModel", body)).toEqual([code, message]);
    expect([...registry.own.models]).toHaveLength(models);
  });
});
