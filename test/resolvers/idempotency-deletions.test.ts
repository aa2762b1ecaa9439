import { describe, expect, it } from "vitest";
import { bearer, tokensFile } from "../auth/kit.ts";
import { type KitOptions, startKit } from "../kit/index.ts";

const MODEL = "am-4kq9trv2xw7b";
const TASK = "ame-5wz1kd8qh3vn";

async function startDeletions(options: KitOptions = {}) {
  const kit = await startKit(options);
  return {
    ...kit,
    deleteModels: (ids: string[], variables: object = {}, headers = {}) =>
      kit.query(
        `mutation ($ids: [ID!]!, $key: String, $dry: Boolean! = false) {
          deleteModels(ids: $ids, idempotencyKey: $key, dryRun: $dry) {
            deletions { modelId outcome model { id numericId name } } userErrors { code field message }
        } }`,
        { ids, ...variables },
        headers,
      ),
  };
}

describe("an idempotency key of a deletion", () => {
  it("gives what became of each id the first time, without a further call", async () => {
    const { deleteModels, qianfan, upstream } = await startDeletions();
    const other = qianfan.registry().addModel({ versions: 2 }).modelIdStr;
    const first = await deleteModels([MODEL, "am-none", other], { key: "clean-up" });
    const outcomes = first.data.deleteModels.deletions.map(
      ({ outcome }: { outcome: string }) => outcome,
    );
    expect(outcomes).toEqual(["DELETED", "NOT_FOUND", "DELETED"]);
    upstream();
    const again = await deleteModels([MODEL, "am-none", other], { key: "clean-up" });
    expect(again).toEqual(first);
    expect(upstream()).toEqual([]);
  });

  it("means the same input when an id in it has its other form", async () => {
    const { deleteModels, upstream } = await startDeletions();
    const first = await deleteModels([MODEL], { key: "k" });
    upstream();
    const again = await deleteModels(["13410"], { key: "k" });
    expect(again.data).toMatchObject({
      deleteModels: { deletions: [{ modelId: MODEL, outcome: "DELETED" }] },
    });
    expect(again.data).toEqual(first.data);
    expect(upstream()).toEqual([]);
  });

  it("is refused for other ids and other mutations, and is another caller's own", async () => {
    const { path, tokens } = tokensFile(
      { name: "ann", scopes: ["read", "delete"] },
      { name: "bob", scopes: ["read", "delete"] },
    );
    const { deleteModels, query, qianfan } = await startDeletions({
      settings: { TOKENS_FILE: path },
    });
    const [ann, bob] = tokens.map((token) => bearer(token));
    const other = qianfan.registry().addModel({ versions: 1 }).modelIdStr;
    await deleteModels([MODEL], { key: "k" }, ann);
    const refused = await deleteModels([other], { key: "k" }, ann);
    expect(refused.errors).toMatchObject([{ extensions: { code: "IDEMPOTENCY_KEY_REUSED" } }]);
    const task = await query(
      `mutation { deleteEvaluationTasks(ids: ["${TASK}"], idempotencyKey: "k") { userErrors { code } } }`,
      {},
      ann,
    );
    expect(task.errors).toMatchObject([{ extensions: { code: "IDEMPOTENCY_KEY_REUSED" } }]);
    const done = await deleteModels([other], { key: "k" }, bob);
    expect(done.data.deleteModels.deletions).toMatchObject([{ outcome: "DELETED" }]);
  });

  it("stays free after a dry run, and where nothing was deleted", async () => {
    const { deleteModels, upstream } = await startDeletions();
    const dry = await deleteModels([MODEL], { key: "k", dry: true });
    expect(dry.data.deleteModels.deletions[0].outcome).toBe("WOULD_BE_DELETED");
    const none = await deleteModels(["am-none"], { key: "k" });
    expect(none.data.deleteModels.userErrors).toMatchObject([{ code: "MODEL_NOT_FOUND" }]);
    const done = await deleteModels([MODEL], { key: "k" });
    expect(done.data.deleteModels.deletions[0].outcome).toBe("DELETED");
    expect(upstream().filter((operation) => /delete/i.test(operation))).toHaveLength(1);
  });

  it("lets two at once run once", async () => {
    const { deleteModels, upstream } = await startDeletions({ emulator: { latencyMs: 50 } });
    const [one, other] = await Promise.all([
      deleteModels([MODEL], { key: "k" }),
      deleteModels([MODEL], { key: "k" }),
    ]);
    expect(one.data.deleteModels.deletions[0].outcome).toBe("DELETED");
    expect(other).toEqual(one);
    expect(upstream().filter((operation) => /delete/i.test(operation))).toHaveLength(1);
  });

  it("that is no name is an input error, and nothing is sent", async () => {
    const { deleteModels, upstream } = await startDeletions();
    const { errors } = await deleteModels([MODEL], { key: " " });
    expect(errors?.[0]?.message).toContain("idempotencyKey");
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(upstream()).toEqual([]);
  });

  it("holds for versions and evaluations too", async () => {
    const { query, upstream } = await startDeletions();
    const document = `mutation {
      deleteModelVersions(ids: ["amv-2tbk6wq0rv9s"], idempotencyKey: "v") {
        deletions { outcome modelVersion { id version model { id } } } }
      deleteEvaluationTasks(ids: ["${TASK}"], idempotencyKey: "t") {
        deletions { outcome evaluationTask { id name } } } }`;
    const first = await query(document);
    expect(first.data).toMatchObject({
      deleteModelVersions: { deletions: [{ outcome: "DELETED", modelVersion: { version: "2" } }] },
      deleteEvaluationTasks: { deletions: [{ outcome: "DELETED", evaluationTask: { id: TASK } }] },
    });
    upstream();
    expect(await query(document)).toEqual(first);
    expect(upstream()).toEqual([]);
  });
});

describe("an idempotency key of an export", () => {
  it("gives the first export again, by either form of the evaluation's id", async () => {
    const { query, upstream } = await startKit();
    const start = (evaluationTaskId: string, bucket?: string) =>
      query(
        `mutation ($input: ExportEvaluationResultsInput!) { exportEvaluationResults(input: $input) {
          evaluationResultExport { id } userErrors { code } } }`,
        { input: { evaluationTaskId, bucket, idempotencyKey: "k" } },
      );
    const first = await start(TASK);
    expect(first.data.exportEvaluationResults.evaluationResultExport.id).toMatch(/^amemt-/);
    expect(await start(TASK)).toEqual(first);
    expect(await start("5901")).toEqual(first);
    const exports = upstream().filter((operation) => operation === "eval/result/export");
    expect(exports).toHaveLength(1);
    const other = await start(TASK, "my-bucket");
    expect(other.errors).toMatchObject([{ extensions: { code: "IDEMPOTENCY_KEY_REUSED" } }]);
  });
});
