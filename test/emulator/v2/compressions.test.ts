import { describe, expect, it } from "vitest";
import { COMPRESSED, FIRST, MODEL, seconds, startBoth } from "./start.ts";

const RUNNING = "amva-p7g0mbe4s8uk";

const REQUEST = {
  name: "压缩",
  description: "INT8",
  sourceModelId: FIRST,
  modelSetId: MODEL,
  config: { strategy: "Quantization", weight: "INT8-PTQ" },
};

describe("a compression", () => {
  it("is created, runs, and makes a version, which V1 sees too", async () => {
    const { model, v1, clock } = await startBoth();
    const modelCompTaskId = await model("CreateModelCompTask", REQUEST);
    expect(modelCompTaskId).toMatch(/^amva-/);
    const detail = async () => Object(await model("DescribeModelCompTask", { modelCompTaskId }));
    expect(await detail()).toEqual({
      id: modelCompTaskId,
      name: "压缩",
      description: "INT8",
      status: "creating",
      failedReason: "",
      sourceModelId: FIRST,
      config: REQUEST.config,
      createTime: "2024-06-01T16:00:00+08:00",
    });
    clock.advance(seconds(5));
    expect(await detail()).toMatchObject({ status: "running" });
    clock.advance(seconds(39));
    expect(await model("DescribeModelSet", { modelSetId: MODEL })).toMatchObject({
      modelIds: { length: 3 },
    });
    clock.advance(seconds(1));
    const { status, modelId } = await detail();
    expect(status).toBe("succeeded");
    expect(await model("DescribeModel", { modelId })).toMatchObject({
      modelSetId: MODEL,
      modelName: "4",
      status: "Ready",
      description: "INT8",
      createTime: "2024-06-01T16:00:45+08:00",
      sourceInfo: { sourceType: "Acceleration" },
      isSupportModelComp: false,
    });
    expect(await v1.result("modelVersionDetail", { modelVersionId: modelId })).toMatchObject({
      modelIdStr: MODEL,
      sourceExtra: { accelerationSourceExtra: { taskName: "压缩", sourceModelVersionId: 16022 } },
    });
    expect(await detail()).toMatchObject({ modelId });
  });

  it("has made its version when V1 is the first to look", async () => {
    const { model, v1, clock } = await startBoth();
    await model("CreateModelCompTask", REQUEST);
    clock.advance(seconds(45));
    expect(await v1.result("modelDetail", { modelId: MODEL })).toMatchObject({
      modelVersionList: { length: 4 },
    });
  });

  it("can be cancelled while it runs, and makes no version then", async () => {
    const { model, refusal, clock } = await startBoth();
    const task = { modelCompTaskId: RUNNING };
    expect(await model("CancelModelCompTask", task)).toEqual({});
    expect(await model("DescribeModelCompTask", task)).toMatchObject({ status: "stopping" });
    clock.advance(seconds(60));
    expect(await model("DescribeModelCompTask", task)).toMatchObject({ status: "stopped" });
    expect(await model("DescribeModelSet", { modelSetName: "营销文案" })).toMatchObject({
      modelIds: { length: 8 },
    });
    expect(await refusal("model", "CancelModelCompTask", task)).toContain("param[modelCompTaskId]");
  });

  it("fails when its model has gone", async () => {
    const { model, clock } = await startBoth();
    await model("DeleteModelSet", { modelSetId: "am-y8ha23iz81gp" });
    clock.advance(seconds(60));
    const detail = await model("DescribeModelCompTask", { modelCompTaskId: RUNNING });
    expect(detail).toMatchObject({ status: "failed", failedReason: expect.stringMatching(/./) });
    expect(detail).not.toHaveProperty("modelId");
  });

  it("can be deleted; its version stays", async () => {
    const { model, refusal } = await startBoth();
    const task = { modelCompTaskId: "amva-abciuctdx15t" };
    expect(await model("DescribeModelCompTask", task)).toMatchObject({ modelId: COMPRESSED });
    expect(await model("DeleteModelCompTask", task)).toEqual({});
    expect(await model("DescribeModel", { modelId: COMPRESSED })).toMatchObject({
      status: "Ready",
    });
    for (const action of ["DescribeModelCompTask", "DeleteModelCompTask", "CancelModelCompTask"]) {
      expect(await refusal("model", action, task)).toContain("param[modelCompTaskId]");
    }
  });

  it.each([
    ["name", { name: "" }],
    ["sourceModelId", { sourceModelId: "amv-none" }],
    ["sourceModelId", { sourceModelId: COMPRESSED }],
    ["modelSetId", { modelSetId: "am-ju3hi4ts39u9" }],
    ["strategy", { config: { strategy: "Distillation" } }],
    ["weight", { config: { strategy: "Quantization" } }],
  ])("is refused for a wrong %s", async (name, changes) => {
    const { refusal, registry } = await startBoth();
    expect(await refusal("model", "CreateModelCompTask", { ...REQUEST, ...changes })).toBe(
      `400 InappropriateJSON param[${name}] invalid.`,
    );
    expect([...registry.compressions]).toHaveLength(4);
  });
});

describe("the list of compressions", () => {
  const states = async (list: Promise<unknown>) =>
    Object(await list).modelCompTaskList.map(
      ({ id, status, modelId }: Record<string, string>) => `${id} ${status} ${modelId}`,
    );

  it("has one in every state, newest first", async () => {
    const { model } = await startBoth();
    expect(await states(model("DescribeModelCompTasks"))).toEqual([
      "amva-p7g0mbe4s8uk running ",
      "amva-y1d5tvx9c3jf stopped ",
      "amva-n4k8wz2rq6hm failed ",
      "amva-abciuctdx15t succeeded amv-5gx7md2kqw8z",
    ]);
  });

  it("has those of one version on request", async () => {
    const { model } = await startBoth();
    const of = (sourceModelId: string) =>
      states(model("DescribeModelCompTasks", { sourceModelId }));
    expect(await of(FIRST)).toHaveLength(1);
    expect(await of("amv-p8g3lcj77bj7")).toHaveLength(3);
    expect(await of("amv-none")).toEqual([]);
  });
});
