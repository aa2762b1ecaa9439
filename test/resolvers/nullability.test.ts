import { readFileSync } from "node:fs";
import { Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";

const SDL = readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8");

/** One operation for each root field with the directive. */
const ROOTS: Readonly<Record<string, string>> = {
  models: "{ models { totalCount } }",
  evaluableModels: "{ evaluableModels { model { name } } }",
  modelVersions: `{ modelVersions(ids: ["amv-8nzc3yh5pd1m"]) { state } }`,
  evaluationTasks: `{ evaluationTasks(ids: ["ame-5wz1kd8qh3vn"]) { state } }`,
  evaluationTaskConnection: "{ evaluationTaskConnection { totalCount } }",
  nodes: `{ nodes(ids: ["am-4kq9trv2xw7b"]) { id } }`,
  publishModel: `mutation { publishModel(input: { modelName: "n", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt" }) { userErrors { code } } }`,
  createEvaluationTask: `mutation { createEvaluationTask(input: { name: "n", datasetId: "ds-x3n8q0vz5ktw7b2m", rule: { scoreModes: [ACCURACY] }, versions: [{ modelVersionId: "amv-iid2qm5hx9z0" }] }) { userErrors { code } } }`,
  updateEvaluationTask: `mutation { updateEvaluationTask(input: { id: "ame-5wz1kd8qh3vn", description: "d" }) { userErrors { code } } }`,
  stopEvaluationTask: `mutation { stopEvaluationTask(id: "5909") { userErrors { code } } }`,
  exportEvaluationResults: `mutation { exportEvaluationResults(input: { evaluationTaskId: "5901" }) { userErrors { code } } }`,
  deleteModels: `mutation { deleteModels(ids: ["am-none"]) { userErrors { code } } }`,
  deleteModelVersions: `mutation { deleteModelVersions(ids: ["amv-none"]) { userErrors { code } } }`,
  createCompressionTask: `mutation { createCompressionTask(input: { name: "n", sourceModelVersionId: "amv-8nzc3yh5pd1m", targetModelId: "am-4kq9trv2xw7b", strategy: QUANTIZATION, weight: "INT8-PTQ" }) { userErrors { code } } }`,
  cancelCompressionTask: `mutation { cancelCompressionTask(id: "amva-none") { userErrors { code } } }`,
  deleteCompressionTasks: `mutation { deleteCompressionTasks(ids: ["amva-none"]) { userErrors { code } } }`,
  exportModelVersion: `mutation { exportModelVersion(modelVersionId: "amv-8nzc3yh5pd1m") { userErrors { code } } }`,
  deleteEvaluationTasks: `mutation { deleteEvaluationTasks(ids: ["ame-none"]) { userErrors { code } } }`,
};

function marked(): Map<string, string[]> {
  return new Map(
    parse(SDL).definitions.flatMap((type) => {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
      const fields = (type.fields ?? []).filter(({ directives = [] }) =>
        directives.some(({ name }) => name.value === "semanticNonNull"),
      );
      return fields.length > 0 ? [[type.name.value, fields.map(({ name }) => name.value)]] : [];
    }),
  );
}

describe("@semanticNonNull", () => {
  it("is on the payloads and lists of roots, and on those of a model and a version", () => {
    const { Query = [], Mutation = [], ...others } = Object.fromEntries(marked());
    expect([...Query, ...Mutation].sort()).toEqual(Object.keys(ROOTS).sort());
    expect(others).toEqual({
      Model: ["versionConnection", "versions"],
      ModelVersion: ["evaluationTasks"],
    });
  });

  it.each(Object.entries(ROOTS))(
    "%s is null only with an error at its path",
    async (field, text) => {
      const kit = await startKit();
      const well = await kit.query(text);
      expect(well.errors).toBeUndefined();
      expect(well.data[field]).not.toBeNull();
      kit.qianfan.clockSkewMs = 86_400_000; // every signature has expired
      const { data, errors } = await kit.query(text, {}, { "cache-control": "no-cache" });
      expect(errors?.[0]?.path?.[0]).toBe(field);
      if (data[field] === null) expect(errors?.map(({ path }) => path)).toContainEqual([field]);
    },
  );

  it("holds for the versions of a model that has gone", async () => {
    const { query } = await startKit();
    const MODEL = `mutation { deleteModels(ids: ["am-4kq9trv2xw7b"], idempotencyKey: "k") {
      deletions { model { versions { id } versionConnection { totalCount } } } } }`;
    await query(MODEL);
    const { data, errors } = await query(MODEL);
    expect(errors).toBeUndefined();
    expect(data.deleteModels.deletions[0].model).toEqual({
      versions: [],
      versionConnection: { totalCount: 0 },
    });
  });
});
