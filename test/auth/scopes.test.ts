import { describe, expect, it } from "vitest";
import { SCOPES } from "../../src/auth/caller.ts";
import { getSchema } from "../../src/schema/index.ts";
import { startKit } from "../kit/index.ts";
import { bearer, tokensFile } from "./kit.ts";

const CREATE = `createEvaluationTask(input: {
  name: "n", datasetId: "ds-jm4t9wq27bxk1c5e", rule: { scoreModes: [ACCURACY] }
  versions: [{ modelId: "am-4kq9trv2xw7b", modelVersionId: "amv-8nzc3yh5pd1m" }]
}) { userErrors { code } }`;

/** Everything that can be asked for, and the one scope it needs. */
const FIELDS: Readonly<Record<string, readonly [scope: string, document: string]>> = {
  model: ["read", `{ model(id: 1) { name } }`],
  modelVersion: ["read", `{ modelVersion(id: 1) { version } }`],
  modelVersions: ["read", `{ modelVersions(ids: [1]) { version } }`],
  evaluationTask: ["read", `{ evaluationTask(id: 1) { name } }`],
  evaluationTasks: ["read", `{ evaluationTasks(ids: [1]) { name } }`],
  node: ["read", `{ node(id: "am-1") { id } }`],
  nodes: ["read", `{ nodes(ids: ["am-1"]) { id } }`],
  evaluationTaskConnection: ["read", `{ evaluationTaskConnection { nodes { id } } }`],
  models: ["read", `{ models { nodes { name } } }`],
  evaluableModels: ["read", `{ evaluableModels { model { name } } }`],
  evaluationResultExport: ["read", `{ evaluationResultExport(id: 1) { id } }`],
  exportEvaluationResults: [
    "evaluate",
    `mutation { exportEvaluationResults(input: { evaluationTaskId: 1 }) { userErrors { code } } }`,
  ],
  deleteModels: ["delete", `mutation { deleteModels(ids: [1]) { userErrors { code } } }`],
  deleteModelVersions: [
    "delete",
    `mutation { deleteModelVersions(ids: [1]) { userErrors { code } } }`,
  ],
  deleteEvaluationTasks: [
    "delete",
    `mutation { deleteEvaluationTasks(ids: [1]) { userErrors { code } } }`,
  ],
  _entities: [
    "read",
    `{ _entities(representations: [{ __typename: "Model", id: "1" }]) { __typename } }`,
  ],
  publishModel: [
    "publish",
    `mutation { publishModel(input: { modelName: "n", trainJobId: 1, trainTaskId: 1 }) { userErrors { code } } }`,
  ],
  createEvaluationTask: ["evaluate", `mutation { ${CREATE} }`],
  updateEvaluationTask: [
    "evaluate",
    `mutation { updateEvaluationTask(input: { id: "ame-5wz1kd8qh3vn", description: "d" }) { userErrors { code } } }`,
  ],
  stopEvaluationTask: [
    "evaluate",
    `mutation { stopEvaluationTask(id: 1) { userErrors { code } } }`,
  ],
};

/** What is subscribed to; test/subscriptions/guard.test.ts does. */
const WATCHED: Readonly<Record<string, string>> = {
  evaluationTaskUpdated: "read",
  modelVersionUpdated: "read",
  evaluationResultExportUpdated: "read",
};

describe("S15 a scope", () => {
  it("is needed for every query and mutation there is, and each says which", () => {
    const schema = getSchema();
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    for (const field of roots.flatMap((root) => Object.values(root?.getFields() ?? {}))) {
      if (field.name === "_service") continue;
      const scope = FIELDS[field.name]?.[0] ?? WATCHED[field.name];
      expect([field.name, scope]).toEqual([field.name, expect.any(String)]);
      if (field.name === "_entities") continue;
      expect(field.description).toContain(`For callers with the scope \`${scope}\`.`);
    }
  });

  it.each(Object.entries(FIELDS))(
    "lets in who has it, and names it to who has all others: %s",
    async (_, [scope, document]) => {
      const others = SCOPES.filter((each) => each !== scope);
      const [only] = SCOPES.filter((each) => each === scope);
      const { path, tokens } = tokensFile(
        { name: "with", scopes: only ? [only] : [] },
        { name: "without", scopes: others },
      );
      const { query, upstream } = await startKit({ settings: { TOKENS_FILE: path } });
      const [may = "", mayNot = ""] = tokens;
      const { errors } = await query(document, {}, bearer(mayNot));
      expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
        [
          `without may not do this: it needs the scope ${scope}.`,
          { code: "FORBIDDEN", retryable: false, requestId: expect.any(String) },
        ],
      ]);
      expect(upstream()).toEqual([]);
      const allowed = await query(document, {}, bearer(may));
      expect(allowed.errors).toBeUndefined();
    },
  );
});
