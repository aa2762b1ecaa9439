import { describe, expect, it } from "vitest";
import { operations } from "../../../src/datasources/qianfan/v2/operations.ts";
import { DEMO_ACCOUNT } from "../../../src/emulator/index.ts";
import { startPlatform } from "./platform.ts";
import { COMPRESSED, DATASET, FIRST, MODEL, SECOND, seconds } from "./start.ts";

const PRESET = "am-ju3hi4ts39u9";
const PRESET_VERSION = "amv-k8npfy0yz90r";
const MIXED = "ame-5wz1kd8qh3vn";
const EXPORT = "amemt-6hq1zk3vw8tb";
const TRAIN_TASK = "task-3hdv8npz6ycs";
const TRAIN_JOB = "job-7xk2mwq9rtba";
const UNPUBLISHED = "task-9wm4qz7xk2bt";

describe("a model", () => {
  it("is read by its id and by its name", async () => {
    const { call } = await startPlatform();
    const model = await call(operations.modelSet, { id: MODEL });
    expect(model).toMatchObject({
      id: MODEL,
      name: "客服助手",
      type: "TEXT_GENERATION",
      source: "OWN",
      tags: ["客服", "测试"],
      versionCount: 3,
    });
    expect(model.versions.map(({ id, version }) => `${id} ${version}`)).toEqual([
      `${COMPRESSED} 3`,
      `${SECOND} 2`,
      `${FIRST} 1`,
    ]);
    expect((await call(operations.modelSet, { name: "客服助手" })).id).toBe(MODEL);
  });

  it("of the platform's is read by both actions", async () => {
    const { call } = await startPlatform();
    const expected = { name: "ERNIE Lite", source: "PRESET", description: "" };
    expect(await call(operations.modelSet, { id: PRESET })).toMatchObject(expected);
    expect(await call(operations.systemModelSet, { id: PRESET })).toMatchObject(expected);
  });

  it("is listed a page after another", async () => {
    const { call, all, calls, registry } = await startPlatform();
    const own = await all(operations.customModelSets, { pageSize: 1 });
    expect(own.map(({ id }) => id).sort()).toEqual(
      [...registry.own.models].map(({ modelIdStr }) => modelIdStr).sort(),
    );
    expect(calls()).toEqual(own.map(() => "DescribeCustomModelSets"));
    const reversed = await all(operations.customModelSets, { isReversed: true });
    expect(reversed.map(({ id }) => id)).toEqual(own.map(({ id }) => id).reverse());
    const preset = await call(operations.systemModelSets, { pageSize: 100 });
    expect(preset.items.map(({ name }) => name)).toContain("ERNIE Lite");
  });

  it("is published in two steps, and deleted", async () => {
    const { call, calls } = await startPlatform();
    const made = await call(operations.createModelSet, {
      name: "新模型",
      type: "TEXT_GENERATION",
      tags: ["客服"],
    });
    const { model, modelVersion } = await call(operations.createModel, {
      modelId: made.id,
      trainTaskId: UNPUBLISHED,
      step: 64,
      description: "首个版本",
    });
    expect(model).toEqual(made);
    expect(await call(operations.modelVersion, modelVersion.id)).toMatchObject({
      model: made,
      state: "CREATING",
      description: "首个版本",
      origin: { kind: "train", trainTaskId: UNPUBLISHED },
    });
    expect(await call(operations.modelSet, { id: made.id })).toMatchObject({
      tags: ["客服"],
      latestVersion: { id: modelVersion.id },
    });
    await call(operations.deleteModel, modelVersion.id);
    await call(operations.deleteModelSet, made.id);
    await expect(call(operations.modelSet, { id: made.id })).rejects.toThrow("MODEL_NOT_FOUND");
    expect(calls().filter((name) => !name?.startsWith("Describe"))).toEqual([
      "CreateCustomModelSet",
      "CreateCustomModel",
      "DeleteModel",
      "DeleteModelSet",
    ]);
  });

  it("that is not published says why", async () => {
    const { call } = await startPlatform();
    const set = { name: "客服助手", type: "TEXT_GENERATION" } as const;
    await expect(call(operations.createModelSet, set)).rejects.toThrow("MODEL_NAME_REFUSED");
    const version = { modelId: MODEL, trainTaskId: TRAIN_TASK };
    await expect(call(operations.createModel, version)).rejects.toThrow("TRAIN_TASK_REFUSED");
    await expect(call(operations.createModel, { ...version, modelId: "am-none" })).rejects.toThrow(
      "MODEL_NOT_FOUND",
    );
  });
});

describe("a version", () => {
  it("is read with its origin and its limits", async () => {
    const { call } = await startPlatform();
    expect(await call(operations.modelVersion, SECOND)).toMatchObject({
      id: SECOND,
      model: { id: MODEL },
      version: "2",
      baseModel: "ERNIE-Speed-8K",
      description: "补充退换货语料",
      origin: { kind: "train", trainTaskId: "task-k2v8x0jqw5fn" },
      ioMode: "CHAT",
      tokenLimits: { inputTokens: 7168 },
      capabilities: ["DEPLOY", "EVALUATION", "COMPRESSION"],
    });
    expect(await call(operations.modelVersion, COMPRESSED)).toMatchObject({
      origin: { kind: "compression", compressionTaskId: "amva-abciuctdx15t" },
    });
  });

  it("of the platform's has an action of its own, which refuses own ones", async () => {
    const { call } = await startPlatform();
    expect(await call(operations.systemModelVersion, PRESET_VERSION)).toMatchObject({
      version: "ERNIE-Lite-128K-0419",
      origin: { kind: "preset" },
      tokenLimits: { inputTokens: 126_976 },
    });
    await expect(call(operations.systemModelVersion, FIRST)).rejects.toThrow(
      "MODEL_VERSION_NOT_FOUND",
    );
  });

  it("is packed for download", async () => {
    const { call, clock } = await startPlatform();
    expect(await call(operations.modelExport, FIRST)).toMatchObject({
      state: "DONE",
      fileType: "zip",
      downloadUrl: expect.stringContaining("http://127.0.0.1:"),
    });
    expect(await call(operations.modelExport, SECOND)).toBeNull();
    const { id } = await call(operations.createModelExport, SECOND);
    expect(await call(operations.modelExport, SECOND)).toMatchObject({ id, state: "RUNNING" });
    clock.advance(seconds(60));
    expect(await call(operations.modelExport, SECOND)).toMatchObject({ id, state: "DONE" });
    await expect(call(operations.createModelExport, PRESET_VERSION)).rejects.toThrow(
      "MODEL_VERSION_NOT_EXPORTABLE",
    );
  });
});

describe("an evaluation", () => {
  it("is read with the settings of all its modes", async () => {
    const { call } = await startPlatform();
    const task = await call(operations.evaluation, MIXED);
    expect(task).toMatchObject({
      id: MIXED,
      kind: "MANUAL",
      state: "DONE",
      isFinal: true,
      dataset: { datasetId: DATASET },
      standard: {
        modes: ["JUDGE", "MANUAL", "RULE"],
        rule: { scoreModes: expect.arrayContaining(["SIMILARITY"]) },
        judge: { apiName: expect.any(String) },
        manual: {
          dimensions: expect.arrayContaining([expect.objectContaining({ name: "满意度" })]),
        },
      },
    });
    expect(task.units?.[0]).toMatchObject({
      modelVersion: { id: FIRST },
      inferenceDataset: { datasetId: expect.stringMatching(/^ds-/) },
      isBaseline: false,
    });
  });

  const version = { modelVersionId: FIRST };
  const rule = { scoreModes: ["SIMILARITY", "ACCURACY"] } as const;
  const judge = {
    apiName: "ERNIE-4.0-8K",
    prompt: { metric: "综合得分", steps: "1.打分", maxScore: 5 },
  };
  const manual = { dimensions: [{ name: "满意度", description: "" }] };

  it.each([
    ["rule", { rule }, ["RULE"], "AUTOMATIC"],
    ["a judge", { judge }, ["JUDGE"], "AUTOMATIC"],
    ["rule and a judge", { rule, judge }, ["RULE", "JUDGE"], "AUTOMATIC"],
    ["people", { manual }, ["MANUAL"], "MANUAL"],
  ])("by %s is started and read back", async (_, settings, modes, kind) => {
    const { call } = await startPlatform();
    const storage = { bucket: "my-bucket", path: "answers" };
    const versions = [{ ...version, storage, promptTemplate: "请回答: {input}" }];
    const request = { name: "新评估", datasetId: DATASET, versions, ...settings };
    const { id } = await call(operations.createEvaluation, request);
    const { standard, ...task } = await call(operations.evaluation, id);
    expect(task).toMatchObject({ id, name: "新评估", kind, isFinal: false });
    expect(task.units).toMatchObject([
      { modelVersion: { id: FIRST }, promptTemplate: "请回答: {input}", inferenceDataset: null },
    ]);
    expect(standard?.modes).toEqual(modes);
    const sent = {
      rule: "rule" in settings ? { scoreModes: [...rule.scoreModes] } : null,
      judge: "judge" in settings ? judge : null,
      manual: "manual" in settings ? manual : null,
    };
    expect(standard).toMatchObject(sent);
  });

  it("is followed to its report", async () => {
    const { call, clock } = await startPlatform();
    const request = { name: "新评估", datasetId: DATASET, versions: [version], rule };
    const { id } = await call(operations.createEvaluation, request);
    expect(await call(operations.evaluationReport, id)).toEqual([]);
    const seen = new Set<unknown>();
    for (let second = 0; second < 120; second += 1) {
      seen.add((await call(operations.evaluation, id)).state);
      clock.advance(seconds(1));
    }
    expect([...seen]).toEqual(["PENDING", "DOING", "DONE"]);
    const { units } = await call(operations.evaluation, id);
    const [entry] = await call(operations.evaluationReport, id);
    expect(entry).toMatchObject({
      entryId: `${id}:${FIRST}`,
      modelVersion: { id: FIRST },
      inferenceDataset: { datasetId: units?.[0]?.inferenceDataset?.datasetId },
      rule: { rouge1: expect.any(Number) },
      judge: null,
      otherMetrics: [],
    });
  });

  it("is found by its kind and by a version", async () => {
    const { all } = await startPlatform();
    const automatic = await all(operations.evaluations, { kind: "AUTOMATIC", pageSize: 3 });
    expect(automatic.length).toBeGreaterThan(3);
    expect(new Set(automatic.map(({ kind }) => kind))).toEqual(new Set(["AUTOMATIC"]));
    const ofVersion = await all(operations.evaluations, { kind: "MANUAL", search: FIRST });
    expect(ofVersion.map(({ id }) => id)).toContain(MIXED);
    expect(ofVersion[0]).not.toHaveProperty("state");
  });

  it("is described anew, stopped and deleted", async () => {
    const { call } = await startPlatform();
    const id = "ame-0ck5qw2apu23";
    await call(operations.updateEvaluation, { id, description: "新的描述" });
    expect((await call(operations.evaluation, id)).description).toBe("新的描述");
    await call(operations.stopEvaluation, id);
    expect((await call(operations.evaluation, id)).state).toBe("STOPPING");
    await expect(call(operations.stopEvaluation, id)).rejects.toThrow(
      "EVALUATION_TASK_NOT_STOPPABLE",
    );
    await call(operations.deleteEvaluation, id);
    await expect(call(operations.evaluation, id)).rejects.toThrow("EVALUATION_TASK_NOT_FOUND");
    await expect(call(operations.deleteEvaluation, id)).rejects.toThrow(
      "EVALUATION_TASK_NOT_FOUND",
    );
  });

  it("can be of the account's own versions, and of the platform's", async () => {
    const { all } = await startPlatform();
    const own = await all(operations.evaluableVersions, { source: "OWN", pageSize: 2 });
    expect(own).toContainEqual(
      expect.objectContaining({ id: FIRST, name: "客服助手", version: "1", source: "OWN" }),
    );
    const preset = await all(operations.evaluableVersions, { source: "PRESET" });
    expect(preset.map(({ source }) => source)).toContain("PRESET");
  });
});

describe("an export of results", () => {
  it("goes to a bucket or to the platform's storage", async () => {
    const { call, clock } = await startPlatform();
    expect(await call(operations.resultExport, EXPORT)).toMatchObject({
      id: EXPORT,
      state: "DONE",
      evaluationTask: { id: MIXED },
      destination: "BUCKET",
      bucket: "my-bucket",
      path: expect.any(String),
      downloadUrl: null,
    });
    const request = { evaluationTaskId: MIXED, contents: ["PROMPT", "SYSTEM"] } as const;
    const { id } = await call(operations.createResultExport, request);
    expect(await call(operations.resultExport, id)).toMatchObject({ state: "PENDING" });
    clock.advance(seconds(60));
    expect(await call(operations.resultExport, id)).toMatchObject({
      state: "DONE",
      contents: ["prompt", "system"],
      destination: "PLATFORM",
      bucket: null,
      downloadUrl: expect.stringContaining("http://127.0.0.1:"),
    });
    await expect(call(operations.resultExport, "amemt-none")).rejects.toThrow(
      "EVALUATION_RESULT_EXPORT_NOT_FOUND",
    );
  });
});

describe("a compression", () => {
  const request = {
    name: "INT8",
    description: "",
    sourceModelVersionId: SECOND,
    targetModelId: MODEL,
    settings: { strategy: "QUANTIZATION", weight: "INT8-PTQ" },
  } as const;

  it("makes a version", async () => {
    const { call, all, clock } = await startPlatform();
    const { id } = await call(operations.createCompression, request);
    expect(await call(operations.compression, id)).toMatchObject({
      state: "CREATING",
      sourceModelVersion: { id: SECOND },
      modelVersion: null,
      settings: { strategy: "QUANTIZATION", weight: "INT8-PTQ" },
    });
    const ofSource = await all(operations.compressions, { sourceModelVersionId: SECOND });
    expect(ofSource.map((task) => task.id)).toEqual([id]);
    clock.advance(seconds(120));
    const { modelVersion, state } = await call(operations.compression, id);
    expect(state).toBe("SUCCEEDED");
    expect(await call(operations.modelVersion, modelVersion?.id ?? "")).toMatchObject({
      originText: "Acceleration",
    });
  });

  it("is cancelled and deleted, and says why it is not", async () => {
    const { call, all } = await startPlatform();
    const { id } = await call(operations.createCompression, request);
    await call(operations.cancelCompression, id);
    await expect(call(operations.cancelCompression, id)).rejects.toThrow(
      "COMPRESSION_TASK_NOT_CANCELLABLE",
    );
    await call(operations.deleteCompression, id);
    await expect(call(operations.compression, id)).rejects.toThrow("COMPRESSION_TASK_NOT_FOUND");
    const states = (await all(operations.compressions, { pageSize: 1 })).map(({ state }) => state);
    expect(states).toEqual(expect.arrayContaining(["SUCCEEDED", "FAILED", "STOPPED"]));
    const failed = await call(operations.compression, "amva-n4k8wz2rq6hm");
    expect(failed.failureReason).toBe("压缩后精度低于阈值");
    const ofCompressed = { ...request, sourceModelVersionId: COMPRESSED };
    await expect(call(operations.createCompression, ofCompressed)).rejects.toThrow(
      "MODEL_VERSION_NOT_COMPRESSIBLE",
    );
  });
});

describe("the neighbours", () => {
  it("are train jobs and the tasks of each", async () => {
    const { call, all } = await startPlatform();
    const jobs = await all(operations.trainJobs, { pageSize: 2 });
    expect(jobs).toContainEqual({
      id: TRAIN_JOB,
      name: "客服微调_0412",
      description: "",
      baseModel: "ERNIE-Speed-8K",
      trainMode: "SFT",
      createdAt: new Date("2024-04-12T01:41:54Z"),
    });
    const tasks = await all(operations.trainTasks, { jobId: TRAIN_JOB, pageSize: 1 });
    expect(tasks.map(({ id }) => id)).toContain(TRAIN_TASK);
    expect(await call(operations.trainTask, TRAIN_TASK)).toMatchObject({
      jobId: TRAIN_JOB,
      jobName: "客服微调_0412",
      state: "DONE",
      metrics: expect.arrayContaining([{ name: "BLEU-4", value: expect.stringMatching(/%$/) }]),
      checkpoints: [],
    });
    await expect(call(operations.trainTask, "task-none")).rejects.toThrow("TRAIN_TASK_NOT_FOUND");
    await expect(call(operations.trainTasks, { jobId: "job-none" })).rejects.toThrow(
      "TRAIN_JOB_NOT_FOUND",
    );
  });

  it("are data set versions", async () => {
    const { call } = await startPlatform();
    expect(await call(operations.datasetVersion, "ds-c6r1yp9f4hdk8s0j")).toMatchObject({
      name: "海报提示词集",
      number: 2,
      storage: "BUCKET",
      bucket: "demo-bucket",
      path: "posters",
      samples: 40,
    });
    await expect(call(operations.datasetVersion, "ds-none")).rejects.toThrow(
      "DATASET_VERSION_NOT_FOUND",
    );
  });
});

it("a page that begins at what is gone is named", async () => {
  const { call } = await startPlatform();
  await expect(call(operations.customModelSets, { marker: "am-gone" })).rejects.toThrow(
    "MARKER_NOT_FOUND",
  );
});

it("a wrong secret is told by the gateway's headers", async () => {
  const { call } = await startPlatform();
  const keys = { accessKey: DEMO_ACCOUNT.accessKey, secretKey: "wrong" };
  await expect(call(operations.modelVersion, FIRST, keys)).rejects.toMatchObject({
    code: "IamSignatureInvalid",
    reason: undefined,
  });
});
