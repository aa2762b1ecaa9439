import { describe, expect, it } from "vitest";
import { DATASET, FIRST, MODEL, SECOND } from "../emulator/v2/start.ts";
import { startKit } from "../kit/index.ts";
import { tally } from "../reads/fixtures.ts";

const settings = { QIANFAN_API_VERSION: "v2" };
const startV2 = () => startKit({ settings });

const RUN = `trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt"`;
const publish = (input: string) => `mutation { publishModel(input: { ${input} }) {
  model { id name } modelVersion { id state version } userErrors { code field message } } }`;

describe("publishing under v2", () => {
  it("makes a model and its version, in two calls", async () => {
    const { query, upstream } = await startV2();
    const { data, errors } = await query(
      publish(`modelName: "新模型", modelType: TEXT_GENERATION, tags: ["客服"], ${RUN}`),
    );
    expect(errors).toBeUndefined();
    expect(data.publishModel).toMatchObject({
      model: { name: "新模型" },
      modelVersion: { state: "CREATING" },
      userErrors: [],
    });
    expect(upstream().filter((name) => name?.startsWith("Create"))).toEqual([
      "CreateCustomModelSet",
      "CreateCustomModel",
    ]);
  });

  it("adds a version to a model, in one call", async () => {
    const { query, upstream } = await startV2();
    const { data, errors } = await query(publish(`modelId: "${MODEL}", ${RUN}`));
    expect(errors).toBeUndefined();
    expect(data.publishModel).toMatchObject({ model: { id: MODEL }, userErrors: [] });
    expect(tally(upstream())).toMatchObject({ CreateCustomModel: 1 });
  });

  it("needs the type of a new model", async () => {
    const { query, upstream } = await startV2();
    const { errors } = await query(publish(`modelName: "新模型", ${RUN}`));
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(
        "input.modelType is missing; allowed: one of TEXT_GENERATION",
      ),
      extensions: { code: "BAD_USER_INPUT", problems: [{ path: ["input", "modelType"] }] },
    });
    expect(upstream()).toEqual([]);
  });

  it("whose second call is refused names the model that stays", async () => {
    const { query, qianfan } = await startV2();
    qianfan.faults.next("CreateCustomModel", {
      kind: "refuse",
      code: "InappropriateJSON",
      message: "param[taskId] invalid.",
    });
    const { data, errors } = await query(
      publish(`modelName: "新模型", modelType: TEXT_GENERATION, ${RUN}`),
    );
    expect(errors).toBeUndefined();
    const [error] = data.publishModel.userErrors;
    expect(error).toMatchObject({ code: "TRAIN_TASK_REFUSED", field: ["input", "trainTaskId"] });
    const [, id] = /The new model (am-\w+) was made and stays/.exec(error.message) ?? [];
    const { data: left } = await query(`{ model(id: "${id}") { name versionCount } }`);
    expect(left.model).toEqual({ name: "新模型", versionCount: 0 });
  });

  it("whose second call fails names the model that stays", async () => {
    const { query, qianfan } = await startV2();
    qianfan.faults.next("CreateCustomModel", { kind: "reset" });
    const { errors } = await query(
      publish(`modelName: "新模型", modelType: TEXT_GENERATION, ${RUN}`),
      {},
      { "accept-language": "zh" },
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "OUTCOME_UNKNOWN",
      createdModelId: expect.stringMatching(/^am-/),
      qianfan: { operation: "CreateCustomModel" },
    });
    expect(errors?.[0]?.message).toContain(
      `新模型 ${errors?.[0]?.extensions.createdModelId} 已创建`,
    );
  });

  it.each([
    [
      `modelName: "客服助手", modelType: TEXT_GENERATION, ${RUN}`,
      "MODEL_NAME_REFUSED",
      "modelName",
    ],
    [`modelId: "am-none", ${RUN}`, "MODEL_NOT_FOUND", "modelId"],
  ])("%s is declined", async (input, code, field) => {
    const { query } = await startV2();
    const { data } = await query(publish(input));
    expect(data.publishModel.userErrors).toMatchObject([{ code, field: ["input", field] }]);
  });
});

describe("deleting under v2", () => {
  it("takes a call for each object", async () => {
    const { query, upstream } = await startV2();
    const { data, errors } = await query(`mutation {
      deleteModelVersions(ids: ["${FIRST}", "${SECOND}"]) { deletions { outcome modelVersion { version } } userErrors { code } } }`);
    expect(errors).toBeUndefined();
    expect(data.deleteModelVersions).toEqual({
      deletions: [
        { outcome: "DELETED", modelVersion: { version: "1" } },
        { outcome: "DELETED", modelVersion: { version: "2" } },
      ],
      userErrors: [],
    });
    expect(tally(upstream())).toEqual({ DescribeModel: 2, DeleteModel: 2 });
  });

  it("reports each object that fails, and the others that are gone", async () => {
    const { query, qianfan } = await startV2();
    qianfan.faults.next("DeleteModel", { kind: "refuse", code: "ModelInUse", status: 409 });
    const { data, errors } = await query(`mutation {
      deleteModelVersions(ids: ["${FIRST}", "${SECOND}"]) { deletions { outcome } userErrors { code field message } } }`);
    expect(errors).toBeUndefined();
    expect(data.deleteModelVersions).toMatchObject({
      deletions: [{ outcome: "NOT_DELETED" }, { outcome: "DELETED" }],
      userErrors: [
        {
          code: "NOT_DELETED",
          field: ["ids", "0"],
          message: expect.stringContaining("DeleteModel"),
        },
      ],
    });
  });

  it("fails as a whole when nothing was deleted", async () => {
    const { query, qianfan } = await startV2();
    qianfan.faults.next("DeleteModel", { kind: "refuse", code: "ModelInUse", status: 409 });
    const { errors } = await query(
      `mutation { deleteModelVersions(ids: ["${FIRST}"]) { deletions { outcome } } }`,
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "QIANFAN_ERROR",
      qianfan: { errorCode: "ModelInUse" },
    });
  });

  it("spares the platform's, what is not there, and all of it in a dry run", async () => {
    const { query, upstream } = await startV2();
    const { data } = await query(`mutation {
      deleteModels(ids: ["am-ju3hi4ts39u9", "am-none", "${MODEL}"], dryRun: true) { deletions { outcome } userErrors { code } } }`);
    expect(data.deleteModels).toEqual({
      deletions: [
        { outcome: "NOT_DELETED" },
        { outcome: "NOT_FOUND" },
        { outcome: "WOULD_BE_DELETED" },
      ],
      userErrors: [{ code: "MODEL_IS_PRESET" }, { code: "MODEL_NOT_FOUND" }],
    });
    expect(upstream().some((name) => name?.startsWith("Delete"))).toBe(false);
  });

  it("an evaluation, it is gone", async () => {
    const { query } = await startV2();
    const { data } = await query(`mutation { createEvaluationTask(input: { name: "评估",
      datasetId: "${DATASET}", rule: { scoreModes: [ACCURACY] }, versions: [{ modelVersionId: "${FIRST}" }] }) {
      evaluationTask { id } } }`);
    const { id } = data.createEvaluationTask.evaluationTask;
    const deleted = await query(
      `mutation { deleteEvaluationTasks(ids: ["${id}"]) { deletions { outcome evaluationTask { name } } } }`,
    );
    expect(deleted.data.deleteEvaluationTasks.deletions).toEqual([
      { outcome: "DELETED", evaluationTask: { name: "评估" } },
    ]);
    expect(
      (await query(`{ evaluationTask(id: "${id}") { id name } }`)).data.evaluationTask,
    ).toBeNull();
  });
});
