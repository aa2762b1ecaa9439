import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { expectRefused } from "./refused.ts";

const IDS: Readonly<Record<string, string>> = {
  "a path": "../../v2/finetuning",
  "an encoded path": "..%2f..%2fv2",
  "a query": "am-1?Action=DeleteModel",
  "a line break and a header": "am-1\r\nx-bce-date: 2020-01-01T00:00:00Z",
  "a line feed alone": "am-1\n",
  "a NUL": "am-4kq9\u0000trv2xw7b",
  "10 kB": `am-${"a".repeat(10_000)}`,
  "a Cyrillic letter": "am-4kq9trv2xw7\u0430",
  "full-width digits": "\uff11\uff13\uff14\uff11\uff10",
  "a zero-width space": "am-4kq9\u200btrv2xw7b",
  "text written backwards": "\u202eam-4kq9trv2xw7b",
  "a name of the language": "__proto__",
};

/** Every place an id can be written. */
const PLACES: Readonly<Record<string, string>> = {
  model: "query ($id: ID!) { model(id: $id) { name } }",
  node: "query ($id: ID!) { node(id: $id) { id } }",
  modelVersion: "query ($id: ID!) { modelVersion(id: $id) { version } }",
  evaluationTask: "query ($id: ID!) { evaluationTask(id: $id) { name } }",
  stopEvaluationTask: "mutation ($id: ID!) { stopEvaluationTask(id: $id) { userErrors { code } } }",
  updateEvaluationTask:
    'mutation ($id: ID!) { updateEvaluationTask(input: { id: $id, description: "" }) { userErrors { code } } }',
  evaluationResultExport: "query ($id: ID!) { evaluationResultExport(id: $id) { id } }",
  exportEvaluationResults:
    "mutation ($id: ID!) { exportEvaluationResults(input: { evaluationTaskId: $id }) { userErrors { code } } }",
  deleteModels: "mutation ($id: ID!) { deleteModels(ids: [$id]) { userErrors { code } } }",
  deleteModelVersions:
    "mutation ($id: ID!) { deleteModelVersions(ids: [1, $id]) { userErrors { code } } }",
  deleteEvaluationTasks:
    "mutation ($id: ID!) { deleteEvaluationTasks(ids: [$id, 1]) { userErrors { code } } }",
  "publishModel's model":
    "mutation ($id: ID!) { publishModel(input: { modelId: $id, trainJobId: 1, trainTaskId: 1 }) { userErrors { code } } }",
  "publishModel's train job":
    "mutation ($id: ID!) { publishModel(input: { modelId: 1, trainJobId: $id, trainTaskId: 1 }) { userErrors { code } } }",
  "publishModel's train task":
    "mutation ($id: ID!) { publishModel(input: { modelId: 1, trainJobId: 1, trainTaskId: $id }) { userErrors { code } } }",
  "createEvaluationTask's dataset":
    'mutation ($id: ID!) { createEvaluationTask(input: { name: "n", datasetId: $id, rule: { scoreModes: [ACCURACY] }, versions: [{ modelId: 1, modelVersionId: 1 }] }) { userErrors { code } } }',
  "createEvaluationTask's version":
    'mutation ($id: ID!) { createEvaluationTask(input: { name: "n", datasetId: 1, rule: { scoreModes: [ACCURACY] }, versions: [{ modelId: 1, modelVersionId: $id }] }) { userErrors { code } } }',
};

describe("S09 an id that is none", () => {
  it.each(Object.entries(PLACES))("is refused before anything is sent: %s", async (_, document) => {
    const kit = await startKit();
    for (const [what, id] of Object.entries(IDS)) {
      const answer = await kit.query(document, { id });
      expect([what, Object.values(answer.data)]).toEqual([what, [null]]);
      await expectRefused(
        kit,
        { errors: answer.errors ?? [] },
        { extensions: { code: "BAD_USER_INPUT" } },
      );
    }
  });

  it("is refused in a list and in a reference, at its own place", async () => {
    const { query, upstream } = await startKit();
    const ids = Object.values(IDS);
    const list = await query("query ($ids: [ID!]!) { modelVersions(ids: $ids) { version } }", {
      ids,
    });
    expect(list.errors?.map(({ path }) => path)).toEqual(ids.map((_, i) => ["modelVersions", i]));
    const representations = ids.map((id) => ({ __typename: "Model", id }));
    const references = await query(
      "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Model { name } } }",
      { r: representations },
    );
    expect(references.errors?.map(({ path }) => path)).toEqual(ids.map((_, i) => ["_entities", i]));
    expect(upstream()).toEqual([]);
  });

  it("cannot change what is signed: a good one stands in the body, whatever it is", async () => {
    const { query, qianfan } = await startKit();
    await query(
      `{ model(id: "am-4kq9trv2xw7b") { name } }`,
      {},
      {
        "x-request-id": "abc",
        "x-bce-date": "2020-01-01T00:00:00Z",
        "request-source": "elsewhere",
      },
    );
    const [call] = qianfan.calls;
    expect(call?.operation).toBe("modelDetail");
    expect(Object.keys(call?.headers ?? {}).sort()).toEqual([
      "authorization",
      "connection",
      "content-length",
      "content-type",
      "host",
      "x-bce-date",
    ]);
    expect(call?.headers["x-bce-date"]).not.toContain("2020");
    expect(call?.body).toEqual({ modelId: "am-4kq9trv2xw7b" });
  });
});
