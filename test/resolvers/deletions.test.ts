import { describe, expect, it } from "vitest";
import type { Call, FaultInput } from "../../src/emulator/index.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { pathOf } from "../kit/problems.ts";

const MODELS = `mutation ($ids: [ID!]!, $dryRun: Boolean) { deleteModels(ids: $ids, dryRun: $dryRun) {
  deletions { modelId outcome model { id name versionCount } } userErrors { code field message } } }`;
const VERSIONS = `mutation ($ids: [ID!]!, $dryRun: Boolean) { deleteModelVersions(ids: $ids, dryRun: $dryRun) {
  deletions { modelVersionId outcome modelVersion { id version name } } userErrors { code field message } } }`;
const TASKS = `mutation ($ids: [ID!]!, $dryRun: Boolean) { deleteEvaluationTasks(ids: $ids, dryRun: $dryRun) {
  deletions { evaluationTaskId outcome evaluationTask { id name } } userErrors { code field message } } }`;

const bodies = ({ calls }: Kit["qianfan"], operation: string) =>
  calls.filter((call) => call.operation === operation).map(({ body }) => body);

/** Does something on the platform's side the moment a call arrives, before it is answered. */
function onArrival({ calls }: Kit["qianfan"], operation: string, then: () => void): void {
  const push = calls.push.bind(calls);
  calls.push = (...arrived: Call[]) => {
    if (arrived.some((call) => call.operation === operation)) then();
    return push(...arrived);
  };
}

describe("deleting models", () => {
  it("takes ids of both forms in one call of one form, and tells what became of each", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { data } = await query(MODELS, {
      ids: ["am-4kq9trv2xw7b", "13471", "am-nope", "2", "13410"],
    });
    expect(data.deleteModels).toMatchInlineSnapshot(`
      {
        "deletions": [
          {
            "model": {
              "id": "am-4kq9trv2xw7b",
              "name": "客服助手",
              "versionCount": 3,
            },
            "modelId": "am-4kq9trv2xw7b",
            "outcome": "DELETED",
          },
          {
            "model": {
              "id": "am-y8ha23iz81gp",
              "name": "营销文案",
              "versionCount": 8,
            },
            "modelId": "13471",
            "outcome": "DELETED",
          },
          {
            "model": null,
            "modelId": "am-nope",
            "outcome": "NOT_FOUND",
          },
          {
            "model": {
              "id": "am-ju3hi4ts39u9",
              "name": "ERNIE Lite",
              "versionCount": 1,
            },
            "modelId": "2",
            "outcome": "NOT_DELETED",
          },
          {
            "model": {
              "id": "am-4kq9trv2xw7b",
              "name": "客服助手",
              "versionCount": 3,
            },
            "modelId": "13410",
            "outcome": "DELETED",
          },
        ],
        "userErrors": [
          {
            "code": "MODEL_NOT_FOUND",
            "field": [
              "ids",
              "2",
            ],
            "message": "There is no such model (10001).",
          },
          {
            "code": "MODEL_IS_PRESET",
            "field": [
              "ids",
              "3",
            ],
            "message": "It is the platform's and cannot be deleted.",
          },
        ],
      }
    `);
    expect(upstream()).toEqual([...Array(5).fill("modelDetail"), "model/batchDelete"]);
    expect(bodies(qianfan, "model/batchDelete")).toEqual([
      { modelIDs: ["am-4kq9trv2xw7b", "am-y8ha23iz81gp"] },
    ]);
  });

  it("tells in a dry run what would go, and changes nothing", async () => {
    const { query, upstream } = await startKit();
    const { data } = await query(MODELS, { ids: ["13410", "13999"], dryRun: true });
    expect(data.deleteModels).toMatchObject({
      deletions: [
        { outcome: "WOULD_BE_DELETED", model: { name: "客服助手", versionCount: 3 } },
        { outcome: "NOT_FOUND", model: null },
      ],
      userErrors: [{ code: "MODEL_NOT_FOUND", field: ["ids", "1"] }],
    });
    expect(upstream()).toEqual(["modelDetail", "modelDetail"]);
  });

  it("sends nothing when there is nothing to delete", async () => {
    const { query, upstream } = await startKit();
    await query(MODELS, { ids: ["2", "am-nope"] });
    expect(upstream()).toEqual(["modelDetail", "modelDetail"]);
  });

  it("leaves nothing behind: no cache, no pair of ids, no loader of the same operation", async () => {
    const { query, upstream } = await startKit();
    const LOOK = `a: model(id: "13410") { name } b: modelVersion(id: "amv-8nzc3yh5pd1m") { version }
      c: modelVersion(id: "16022") { state }`;
    await query(`{ ${LOOK} }`);
    await query(
      `{ model(id: "13410") { versions { id state } } modelVersion(id: "16022") { parameters { input } } }`,
    );
    expect((await query(MODELS, { ids: ["13410"] })).data.deleteModels.userErrors).toEqual([]);
    upstream();
    expect((await query(`{ ${LOOK} }`)).data).toEqual({ a: null, b: null, c: null });
    expect(upstream().toSorted()).toEqual([
      "modelDetail",
      "modelVersionDetail",
      "modelVersionDetail",
    ]);
    const again = await query(MODELS, { ids: ["am-4kq9trv2xw7b"] });
    expect(again.data.deleteModels.deletions).toMatchObject([{ outcome: "NOT_FOUND" }]);
  });

  it("looks what is still there when Qianfan refuses", async () => {
    const kit = await startKit();
    const { query, qianfan, upstream } = kit;
    onArrival(qianfan, "model/batchDelete", () => qianfan.registry().deleteModel(13460));
    const { data } = await query(MODELS, { ids: ["13410", "13460"] });
    expect(data.deleteModels).toMatchObject({
      deletions: [
        { modelId: "13410", outcome: "NOT_DELETED", model: { name: "客服助手" } },
        { modelId: "13460", outcome: "DELETED", model: { name: "海报生成" } },
      ],
      userErrors: [
        {
          code: "MODEL_NOT_FOUND",
          field: ["ids", "0"],
          message: "There is no such model (10001). Qianfan: 模型不存在",
        },
      ],
    });
    expect(upstream()).toEqual([
      "modelDetail",
      "modelDetail",
      "model/batchDelete",
      "modelDetail",
      "modelDetail",
    ]);
  });

  it.each<[string, FaultInput, object]>([
    [
      "HTTP 404",
      { kind: "status", status: 404, text: "not here" },
      { code: "QIANFAN_ERROR", qianfan: { httpStatus: 404, errorCode: null } },
    ],
    [
      "a code that nobody documents",
      { kind: "refuse", code: 79999, message: "模型已部署" },
      { code: "QIANFAN_ERROR", qianfan: { errorCode: "79999", message: "模型已部署" } },
    ],
  ])("tells %s as it is", async (_, fault, extensions) => {
    const { query, qianfan, upstream } = await startKit({
      settings: { QIANFAN_API_VERSION: "v1" },
    });
    qianfan.faults.next("model/batchDelete", fault);
    const { data, errors } = await query(MODELS, { ids: ["13410"] });
    expect(data).toEqual({ deleteModels: null });
    expect(errors).toMatchObject([{ path: ["deleteModels"], extensions }]);
    expect(upstream()).toEqual(["modelDetail", "model/batchDelete", "modelDetail"]);
  });

  it("is content with an error when all is gone nevertheless", async () => {
    const { query, qianfan } = await startKit();
    qianfan.faults.next("model/batchDelete", { kind: "status", status: 404 }, { done: true });
    const { data, errors } = await query(MODELS, { ids: ["13410"] });
    expect(errors).toBeUndefined();
    expect(data.deleteModels.deletions).toMatchObject([{ outcome: "DELETED" }]);
  });

  it("looks what is still there when the answer is lost: gone is deleted", async () => {
    const { query, qianfan } = await startKit();
    qianfan.faults.next("model/batchDelete", { kind: "reset" }, { done: true });
    const { data, errors } = await query(MODELS, { ids: ["13410"] });
    expect(errors).toBeUndefined();
    expect(data.deleteModels.deletions).toMatchObject([{ outcome: "DELETED" }]);
  });

  it("says that the outcome is unknown when the answer is lost and nobody can look", async () => {
    const { query, qianfan } = await startKit({ settings: { UPSTREAM_RETRY_DELAY_MS: "1" } });
    qianfan.faults.next("model/batchDelete", { kind: "reset" });
    onArrival(qianfan, "model/batchDelete", () => {
      qianfan.faults.next("modelDetail", { kind: "status", status: 503 }, { times: 99 });
    });
    const { data, errors } = await query(MODELS, { ids: ["13410"] });
    expect(data).toEqual({ deleteModels: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining("Look whether am-4kq9trv2xw7b can still be found"),
      extensions: { code: "OUTCOME_UNKNOWN", qianfan: { operation: "model/batchDelete" } },
    });
  });

  it("reads one object once, by whichever forms it is named, when the pair is known", async () => {
    const { query, qianfan, upstream } = await startKit();
    await query(`{ model(id: "13410") { id } }`);
    upstream();
    await query(MODELS, { ids: ["13410", "am-4kq9trv2xw7b"] });
    expect(upstream()).toEqual(["modelDetail", "model/batchDelete"]);
    expect(bodies(qianfan, "model/batchDelete")).toEqual([{ modelIDs: ["am-4kq9trv2xw7b"] }]);
  });

  it("does not take the results of other mutations away when it fails", async () => {
    const { query } = await startKit();
    const { data, errors } = await query(`mutation {
      deleteModels(ids: []) { deletions { modelId } }
      deleteEvaluationTasks(ids: ["5912"]) { deletions { outcome } }
    }`);
    expect(data).toEqual({
      deleteModels: null,
      deleteEvaluationTasks: { deletions: [{ outcome: "DELETED" }] },
    });
    expect(errors?.[0]?.extensions.problems).toMatchObject([{ path: ["ids"] }]);
  });

  it("speaks Chinese to who prefers it", async () => {
    const { query } = await startKit();
    const { data } = await query(MODELS, { ids: ["2"] }, { "accept-language": "zh-CN" });
    expect(data.deleteModels.userErrors[0].message).toBe("它属于平台预置，不能删除。");
  });
});

describe("deleting versions", () => {
  it("deletes them and leaves their model right", async () => {
    const { query, qianfan, upstream } = await startKit();
    const MODEL = `{ model(id: "13410") { versionCount latestVersion { version } versions { version } } }`;
    await query(MODEL);
    const { data } = await query(VERSIONS, { ids: ["16131", "amv-2tbk6wq0rv9s", "26382"] });
    expect(data.deleteModelVersions).toMatchObject({
      deletions: [
        { outcome: "DELETED", modelVersion: { id: "amv-5gx7md2kqw8z", version: "3" } },
        { outcome: "DELETED", modelVersion: { version: "2", name: "客服助手" } },
        { outcome: "NOT_DELETED", modelVersion: { name: "ERNIE Lite" } },
      ],
      userErrors: [{ code: "MODEL_IS_PRESET", field: ["ids", "2"] }],
    });
    expect(bodies(qianfan, "model/version/batchDelete")).toEqual([
      { modelVersionIds: ["amv-5gx7md2kqw8z", "amv-2tbk6wq0rv9s"] },
    ]);
    upstream();
    expect((await query(MODEL)).data.model).toEqual({
      versionCount: 1,
      latestVersion: { version: "1" },
      versions: [{ version: "1" }],
    });
  });

  it("asks Qianfan, not the cache of final versions, whether they are still there", async () => {
    const { query, qianfan } = await startKit();
    await query(`{ modelVersion(id: "16022") { state } }`);
    qianfan.registry().deleteVersion(16022);
    const { data } = await query(VERSIONS, { ids: ["16022"], dryRun: true });
    expect(data.deleteModelVersions.deletions).toMatchObject([{ outcome: "NOT_FOUND" }]);
  });
});

describe("deleting evaluations", () => {
  it("deletes them with what was kept of their reports", async () => {
    const { query, upstream } = await startKit();
    const REPORT = `{ evaluationTask(id: "ame-5wz1kd8qh3vn") { name report { entryId } } }`;
    await query(REPORT);
    const { data } = await query(TASKS, { ids: ["ame-5wz1kd8qh3vn", "5902"] });
    expect(data.deleteEvaluationTasks).toMatchObject({
      deletions: [
        {
          outcome: "DELETED",
          evaluationTask: { id: "ame-5wz1kd8qh3vn", name: "客服助手_评估_01" },
        },
        { outcome: "DELETED", evaluationTask: { name: "营销文案_规则评估" } },
      ],
      userErrors: [],
    });
    upstream();
    expect((await query(REPORT)).data).toEqual({ evaluationTask: null });
    expect(upstream()).toEqual(["eval/detail"]);
  });

  it("writes a mixture in integers when not all strings are known", async () => {
    const { query, qianfan } = await startKit();
    const { versions } = qianfan.registry().addModel({ versions: 1 });
    // Its answer does not tell the string form of its id, and it has no report that would.
    const { evalId } = qianfan.registry().addTask({ versions, state: "Editing", year: 2023 });
    await query(TASKS, { ids: ["ame-5wz1kd8qh3vn", String(evalId)] });
    expect(bodies(qianfan, "eval/delete")).toEqual([{ evalIds: [5901, evalId] }]);
  });
});

describe("a wrong list of ids", () => {
  it.each([
    [MODELS, ["am-4kq9trv2xw7b", "amv-8nzc3yh5pd1m", ""], ["ids[1]", "ids[2]"]],
    [VERSIONS, ["am-4kq9trv2xw7b"], ["ids[0]"]],
    [TASKS, Array(51).fill("5901"), ["ids"]],
  ])("is refused before anything is sent (%#)", async (document, ids, paths) => {
    const { query, upstream } = await startKit();
    const { errors } = await query(document, { ids });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      problems: paths.map((path) => ({ path: pathOf(path) })),
    });
    expect(upstream()).toEqual([]);
  });
});
