import { describe, expect, it } from "vitest";
import { COMPRESSED, FIRST, MODEL, SECOND, seconds, startBoth } from "./start.ts";

const UNPUBLISHED = "task-9wm4qz7xk2bt";

describe("a model set", () => {
  it("is found by its id or its name, not by both", async () => {
    const { model, refusal } = await startBoth();
    const byId = await model("DescribeModelSet", { modelSetId: MODEL });
    expect(byId).toMatchObject({ modelSetName: "客服助手", labels: ["客服", "测试"] });
    expect(await model("DescribeModelSet", { modelSetName: "客服助手" })).toEqual(byId);
    const both = { modelSetId: MODEL, modelSetName: "客服助手" };
    expect(await refusal("model", "DescribeModelSet", both)).toContain("param[modelSetName]");
    expect(await refusal("model", "DescribeModelSet", {})).toContain("param[modelSetId]");
    expect(await refusal("model", "DescribeModelSet", { modelSetName: "无" })).toContain(
      "param[modelSetName]",
    );
  });

  it("lists its versions newest first, ids and names in the same order", async () => {
    const { model } = await startBoth();
    expect(await model("DescribeModelSet", { modelSetId: MODEL })).toMatchObject({
      modelIds: [COMPRESSED, SECOND, FIRST],
      modelNames: ["3", "2", "1"],
    });
  });

  it("is own or the platform's", async () => {
    const { model, refusal } = await startBoth();
    const preset = { modelSetName: "ERNIE Lite" };
    expect(await model("DescribeModelSet", preset)).toMatchObject({ source: "System" });
    expect(await model("DescribeModelSet", { modelSetId: MODEL })).toMatchObject({
      source: "UserCreate",
    });
    expect(await model("DescribeSystemModelSet", preset)).toMatchObject({
      modelSetId: "am-ju3hi4ts39u9",
      description: "",
    });
    expect(await refusal("model", "DescribeSystemModelSet", { modelSetId: MODEL })).toContain(
      "param[modelSetId]",
    );
  });

  it("has V1's number as a word", async () => {
    const { model } = await startBoth();
    expect(await model("DescribeModelSet", { modelSetName: "海报生成" })).toMatchObject({
      modelType: "Text2Image",
    });
  });
});

describe("a version", () => {
  it("has its base model, its origin, its token limit and its capabilities", async () => {
    const { model } = await startBoth();
    expect(await model("DescribeModel", { modelId: SECOND })).toEqual({
      modelSetId: MODEL,
      modelId: SECOND,
      modelName: "2",
      model: "ERNIE-Speed-8K",
      status: "Ready",
      sourceInfo: { sourceType: "Train", trainTaskId: "task-k2v8x0jqw5fn" },
      description: "补充退换货语料",
      createTime: "2024-04-15T16:02:30+08:00",
      modifyTime: "2024-04-15T16:07:12+08:00",
      modelApplicationType: "chat",
      tokenLimitations: { trivial: { inputTokens: 7168 } },
      isSupportDeploy: true,
      isSupportModelComp: true,
      isSupportEvaluation: true,
    });
  });

  it("leaves out an empty description", async () => {
    const { model } = await startBoth();
    expect(await model("DescribeModel", { modelId: FIRST })).not.toHaveProperty("description");
  });

  it.each([
    [COMPRESSED, { sourceInfo: { sourceType: "Acceleration" }, isSupportModelComp: false }],
    [
      "amv-iid2qm5hx9z0",
      { sourceInfo: { sourceType: "Import" }, modelApplicationType: "completion" },
    ],
    ["amv-k8npfy0yz90r", { sourceInfo: { sourceType: "PlatformPreset" } }],
    ["amv-3ih1xi2ae53g", { modelApplicationType: "Text-to-Image" }],
    ["amv-ig38iqbk6tu5", { status: "Fail", isSupportDeploy: false, isSupportEvaluation: false }],
    ["amv-97ml30ij715v", { status: "Ready", isSupportDeploy: true, isSupportEvaluation: false }],
  ])("%s has its source, state and kind", async (modelId, expected) => {
    const { model } = await startBoth();
    expect(await model("DescribeModel", { modelId })).toMatchObject(expected);
  });

  it("of the platform takes as much as V1 says, and is no own one", async () => {
    const { model, refusal } = await startBoth();
    expect(await model("DescribeSystemModel", { modelId: "amv-k8npfy0yz90r" })).toMatchObject({
      tokenLimitations: { trivial: { inputTokens: 126_976 } },
    });
    expect(await refusal("model", "DescribeSystemModel", { modelId: FIRST })).toContain(
      "param[modelId]",
    );
  });

  it("of a reranker has limits of another kind", async () => {
    const { model, registry } = await startBoth();
    const { versions } = registry.addModel({ modelKind: "Reranker", versions: 1 });
    expect(await model("DescribeModel", { modelId: versions[0]?.modelVersionIdStr })).toMatchObject(
      {
        modelApplicationType: "reranker",
        tokenLimitations: { reranker: {} },
      },
    );
  });
});

describe("publishing", () => {
  const set = { modelSetName: "新模型", modelType: "Text2Text", labels: ["客服"] };

  it("takes two steps; the version is Creating first and Ready 20 s later", async () => {
    const { model, clock } = await startBoth();
    const made = Object(await model("CreateCustomModelSet", set));
    expect(await model("DescribeModelSet", made)).toMatchObject({ modelIds: [], modelNames: [] });
    const { modelSetId, modelId } = Object(
      await model("CreateCustomModel", {
        ...made,
        sourceType: "Train",
        trainMeta: { taskId: UNPUBLISHED, checkpointStep: 64 },
        description: "首个版本",
      }),
    );
    expect(modelSetId).toBe(made.modelSetId);
    const version = () => model("DescribeModel", { modelId });
    expect(await version()).toMatchObject({
      modelName: "1",
      status: "Creating",
      model: "ERNIE-Speed-8K",
      description: "首个版本",
      sourceInfo: { trainTaskId: UNPUBLISHED },
      isSupportDeploy: false,
    });
    clock.advance(seconds(20));
    expect(await version()).toMatchObject({ status: "Ready", isSupportDeploy: true });
    expect(await model("DescribeModelSet", made)).toMatchObject({ modelIds: [modelId] });
  });

  it("is seen by V1, ids, kind, labels and run", async () => {
    const { model, v1 } = await startBoth();
    const { modelSetId } = Object(
      await model("CreateCustomModelSet", { ...set, modelType: "Embedding" }),
    );
    const trainMeta = { taskId: UNPUBLISHED };
    const made = await model("CreateCustomModel", { modelSetId, sourceType: "Train", trainMeta });
    const { modelId: modelVersionId } = Object(made);
    expect(await v1.result("modelVersionDetail", { modelVersionId })).toMatchObject({
      modelIdStr: modelSetId,
      sourceExtra: { trainSourceExtra: { runIdStr: UNPUBLISHED, taskIdStr: "job-7xk2mwq9rtba" } },
    });
    expect(await v1.result("model/user/list", { nameFilter: "新模型" })).toMatchObject({
      items: [{ modelType: 4, tags: ["客服"], versionCount: 1 }],
    });
  });

  it("by V1 is seen by V2", async () => {
    const { model, v1 } = await startBoth();
    const published = await v1.result("publishTrainModel", {
      isNewModel: false,
      modelId: MODEL,
      versionMeta: { taskId: 20117, iterationId: 11982, description: "第三次" },
    });
    const { versionIdStr } = Object(published);
    expect(await model("DescribeModel", { modelId: versionIdStr })).toMatchObject({
      modelSetId: MODEL,
      modelName: "4",
      description: "第三次",
      status: "Creating",
      sourceInfo: { sourceType: "Train", trainTaskId: UNPUBLISHED },
    });
  });

  it("imports from a bucket", async () => {
    const { model } = await startBoth();
    const { modelSetId } = Object(await model("CreateCustomModelSet", set));
    const importMeta = {
      bucket: "my-bucket",
      objectPath: "models/lm/",
      modelFormat: "Safetensors",
    };
    const made = await model("CreateCustomModel", { modelSetId, sourceType: "Import", importMeta });
    const version = await model("DescribeModel", { modelId: Object(made).modelId });
    expect(version).toMatchObject({ sourceInfo: { sourceType: "Import" }, status: "Creating" });
    expect(version).not.toHaveProperty("model");
  });

  it.each([
    ["a name that is taken", "modelSetName", { ...set, modelSetName: "客服助手" }],
    ["no kind", "modelType", { ...set, modelType: undefined }],
    ["an unknown kind", "modelType", { ...set, modelType: "大语言模型" }],
    ["labels that are none", "labels", { ...set, labels: "客服" }],
  ])("refuses %s", async (_, name, body) => {
    const { refusal } = await startBoth();
    expect(await refusal("model", "CreateCustomModelSet", body)).toBe(
      `400 InappropriateJSON param[${name}] invalid.`,
    );
  });

  it.each([
    ["a set that is not there", "modelSetId", { modelSetId: "am-none" }],
    ["a preset one", "modelSetId", { modelSetId: "am-ju3hi4ts39u9" }],
    ["a run that is not done", "taskId", { trainMeta: { taskId: "task-5rjc8ynv3hpd" } }],
    ["a run that was published there", "taskId", { trainMeta: { taskId: "task-3hdv8npz6ycs" } }],
    ["a run of another type", "taskId", { trainMeta: { taskId: "task-0bkf6wt9qxr4" } }],
    ["an import from nowhere", "importMeta", { sourceType: "Import" }],
    [
      "an import without format",
      "modelFormat",
      { sourceType: "Import", importMeta: { bucket: "b", objectPath: "p" } },
    ],
  ])("refuses %s", async (_, name, changes) => {
    const { refusal, registry } = await startBoth();
    const body = { modelSetId: MODEL, sourceType: "Train", trainMeta: { taskId: UNPUBLISHED } };
    expect(await refusal("model", "CreateCustomModel", { ...body, ...changes })).toBe(
      `400 InappropriateJSON param[${name}] invalid.`,
    );
    expect(registry.model(MODEL)?.versions).toHaveLength(3);
  });
});

describe("deleting", () => {
  it("takes a version away, for V1 too", async () => {
    const { model, refusal, v1 } = await startBoth();
    expect(await model("DeleteModel", { modelId: SECOND })).toEqual({});
    expect(await refusal("model", "DescribeModel", { modelId: SECOND })).toContain(
      "param[modelId]",
    );
    expect(await v1.refusal("modelVersionDetail", { modelVersionId: SECOND })).toEqual([
      70102,
      expect.any(String),
    ]);
    expect(await refusal("model", "DeleteModel", { modelId: SECOND })).toContain("param[modelId]");
  });

  it("takes a model away with its versions, for V1 too", async () => {
    const { model, refusal, v1 } = await startBoth();
    expect(await model("DeleteModelSet", { modelSetId: MODEL })).toEqual({});
    expect(await refusal("model", "DescribeModel", { modelId: FIRST })).toContain("param[modelId]");
    expect(await v1.refusal("modelDetail", { modelId: MODEL })).toEqual([
      10001,
      expect.any(String),
    ]);
  });

  it("leaves the platform's alone", async () => {
    const { refusal } = await startBoth();
    expect(await refusal("model", "DeleteModelSet", { modelSetId: "am-ju3hi4ts39u9" })).toContain(
      "param[modelSetId]",
    );
    expect(await refusal("model", "DeleteModel", { modelId: "amv-k8npfy0yz90r" })).toContain(
      "param[modelId]",
    );
  });
});
