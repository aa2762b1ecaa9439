import { expect, it, vi } from "vitest";
import { QianfanAccount } from "../../src/datasources/account/qianfan-account.ts";
import { Listings } from "../../src/datasources/lists/shared-lists.ts";
import { getSchema } from "../../src/schema/index.ts";
import { startKit } from "../kit/index.ts";

const CREATE = `createEvaluationTask(input: {
  name: "n", datasetId: "ds-jm4t9wq27bxk1c5e", rule: { scoreModes: [ACCURACY] }
  versions: [{ modelVersionId: "amv-8nzc3yh5pd1m" }, { modelVersionId: "amv-2tbk6wq0rv9s" }]
}) { userErrors { code } }`;
const PUBLISH = `publishModel(input: {
  modelId: "am-4kq9trv2xw7b", trainJobId: "job-7xk2mwq9rtba", trainTaskId: "task-9wm4qz7xk2bt"
}) { userErrors { code } }`;
const EXPORT = `exportEvaluationResults(input: {
  evaluationTaskId: "ame-5wz1kd8qh3vn", contents: [PROMPT]
}) { userErrors { code } }`;

/** Each mutation, and what it drops from this replica's caches and from those of the others. */
const MUTATIONS: Readonly<Record<string, readonly [document: string, drops: readonly string[]]>> = {
  publishModel: [PUBLISH, ["lists", "model"]],
  createEvaluationTask: [CREATE, ["evaluationTask", "lists"]],
  updateEvaluationTask: [
    `updateEvaluationTask(input: { id: "ame-5wz1kd8qh3vn", description: "d" }) { userErrors { code } }`,
    ["evaluationTask", "lists"],
  ],
  stopEvaluationTask: [
    `stopEvaluationTask(id: "ame-7dk3wm9qx2tz") { userErrors { code } }`,
    ["evaluationTask"],
  ],
  exportEvaluationResults: [EXPORT, []],
  deleteModels: [
    `deleteModels(ids: ["am-4kq9trv2xw7b"]) { userErrors { code } }`,
    ["lists", "model", "modelVersion"],
  ],
  deleteModelVersions: [
    `deleteModelVersions(ids: ["amv-8nzc3yh5pd1m"]) { userErrors { code } }`,
    ["lists", "model", "modelVersion"],
  ],
  deleteEvaluationTasks: [
    `deleteEvaluationTasks(ids: ["ame-5wz1kd8qh3vn"]) { userErrors { code } }`,
    ["evaluationTask", "lists"],
  ],
};

it("each mutation of the schema states below what it drops from caches", () => {
  const names = Object.keys(getSchema().getMutationType()?.getFields() ?? {});
  expect(Object.keys(MUTATIONS).sort()).toEqual(names.sort());
});

it.each(Object.entries(MUTATIONS))("%s drops what it states", async (name, [document, drops]) => {
  const changed = vi.spyOn(QianfanAccount.prototype, "changed");
  const inTurns = vi.spyOn(QianfanAccount.prototype, "changedInTurns");
  const lists = vi.spyOn(Listings.prototype, "forgetAll");
  const { query } = await startKit();
  const { data, errors } = await query(`mutation { ${document} }`);
  expect(errors).toBeUndefined();
  expect(data[name].userErrors).toEqual([]);
  const dropped = new Set([
    ...[...changed.mock.calls, ...inTurns.mock.calls].map(([kind]) => kind),
    ...(lists.mock.calls.length > 0 ? ["lists"] : []),
  ]);
  expect([...dropped].sort()).toEqual(drops);
});
