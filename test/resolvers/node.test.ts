import { describe, expect, it } from "vitest";
import { type Kit, startKit } from "../kit/index.ts";
import { spread, tally } from "../reads/fixtures.ts";

const FRESH = { "cache-control": "no-cache" };
const MODEL = "am-4kq9trv2xw7b";
const VERSION = "amv-8nzc3yh5pd1m";
const TASK = "ame-5wz1kd8qh3vn";

const NODES = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Model { name }
    ... on ModelVersion { version framework }
    ... on EvaluationTask { state }
    ... on EvaluationResultExport { destination }
  }
}`;

async function exported({ query, upstream }: Kit): Promise<string> {
  const { data } = await query(
    `mutation { exportEvaluationResults(input: { evaluationTaskId: "${TASK}" }) { evaluationResultExport { id } } }`,
  );
  upstream();
  return data.exportEvaluationResults.evaluationResultExport.id;
}

describe("node(id)", () => {
  it("finds an object of each type by its id alone, for what its own field costs", async () => {
    const kit = await startKit();
    const exportId = await exported(kit);
    const asked = [
      [MODEL, "Model", "modelDetail"],
      [VERSION, "ModelVersion", "modelVersionDetail"],
      [TASK, "EvaluationTask", "eval/detail"],
      [exportId, "EvaluationResultExport", "eval/result/export/info"],
    ];
    for (const [id, typeName, operation] of asked) {
      const answer = await kit.query("query ($id: ID!) { node(id: $id) { __typename id } }", {
        id,
      });
      expect(answer).toEqual({ data: { node: { __typename: typeName, id } } });
      expect(kit.upstream()).toEqual([operation]);
    }
  });

  it("is the same object, with the same fields, as its type's own field", async () => {
    const { query } = await startKit();
    const fields = "id name versions(first: 2) { version model { name } } latestVersion { id }";
    const { data } = await query(
      `{ node(id: "${MODEL}") { ... on Model { ${fields} } } model(id: "${MODEL}") { ${fields} } }`,
    );
    expect(data.node).toEqual(data.model);
    expect(data.model.versions).toHaveLength(2);
  });

  it("reads what a fragment requires beside it once, through interfaces too", async () => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(
      `{ node(id: "${VERSION}") { ...V } }
       fragment V on Node { ... on ModelVersion { version parameters { input } ...N } }
       fragment N on Node { id ... on ModelVersion { framework } ... on Model { name } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.node).toMatchObject({ version: "1", id: VERSION, parameters: { input: {} } });
    expect(data.node).not.toHaveProperty("name");
    expect(upstream()).toEqual(["modelVersionDetail"]);
  });

  it("is null when there is none", async () => {
    const { query } = await startKit();
    const ids = ["am-none", "amv-none", "ame-none", "amemt-none"];
    for (const id of ids) {
      expect(await query(`{ node(id: "${id}") { id } }`)).toEqual({ data: { node: null } });
    }
  });

  it.each([
    ["13410", "en", /am-" \(Model\), "amv-" \(ModelVersion\), "ame-" .* an integer names no type/],
    ["13410", "zh", /“|am-" \(Model\)、"amv-" .*整数无法区分类型/],
    ["ds-jm4t9wq27bxk1c5e", "en", /id is "ds-jm4t9wq27bxk1c5e"; allowed: "am-"/],
  ])(
    "refuses an id that names no type, and says which do: %s in %s",
    async (id, language, message) => {
      const { query, upstream } = await startKit();
      const { data, errors } = await query(
        "query ($id: ID!) { node(id: $id) { id } }",
        { id },
        { "accept-language": language },
      );
      expect(data).toEqual({ node: null });
      expect(errors).toMatchObject([{ path: ["node"], extensions: { code: "BAD_USER_INPUT" } }]);
      expect(errors?.[0]?.message).toMatch(message);
      expect(upstream()).toEqual([]);
    },
  );
});

describe("nodes(ids)", () => {
  it("answers objects of all types in the order of their ids, each fault at its own place", async () => {
    const kit = await startKit();
    const exportId = await exported(kit);
    const ids = [TASK, "amv-none", VERSION, "13410", MODEL, exportId, TASK];
    const { data, errors } = await kit.query(NODES, { ids });
    const task = { __typename: "EvaluationTask", id: TASK, state: "DONE" };
    expect(data.nodes).toEqual([
      task,
      null,
      { __typename: "ModelVersion", id: VERSION, version: "1", framework: "paddlepaddle" },
      null,
      { __typename: "Model", id: MODEL, name: "客服助手" },
      { __typename: "EvaluationResultExport", id: exportId, destination: "PLATFORM" },
      task,
    ]);
    expect(errors).toMatchObject([
      { path: ["nodes", 3], extensions: { code: "BAD_USER_INPUT", problems: [{}] } },
    ]);
    expect(errors?.[0]?.message).toContain("ids[3] is ");
    expect(tally(kit.upstream())).toMatchObject({ "eval/detail": 1, modelDetail: 1 });
  });

  it("costs what `modelVersions` costs: one call for five versions of one known model", async () => {
    const kit = await startKit();
    const { versions } = spread(kit.qianfan.registry(), 1, 5);
    const ids = versions.map((version) => version.modelVersionIdStr);
    const VERSIONS =
      "query ($ids: [ID!]!) { modelVersions(ids: $ids) { __typename id version framework } }";
    await kit.query(VERSIONS, { ids }, FRESH);
    expect(kit.upstream()).toEqual(Array(5).fill("modelVersionDetail"));
    const versionsAnswer = await kit.query(VERSIONS, { ids }, FRESH);
    expect(kit.upstream()).toEqual(["modelDetail"]);
    const nodesAnswer = await kit.query(NODES, { ids }, FRESH);
    expect(kit.upstream()).toEqual(["modelDetail"]);
    expect(nodesAnswer.data.nodes).toEqual(versionsAnswer.data.modelVersions);
  });

  it("reads an object once that other fields of the operation name too", async () => {
    const { query, upstream } = await startKit();
    await query(
      `{ nodes(ids: ["${MODEL}", "${MODEL}"]) { id } model(id: "13410") { name } again: node(id: "${MODEL}") { id } }`,
      {},
      FRESH,
    );
    upstream();
    await query(
      `{ nodes(ids: ["${MODEL}", "${MODEL}"]) { id } model(id: "13410") { name } again: node(id: "${MODEL}") { id } }`,
      {},
      FRESH,
    );
    expect(upstream()).toEqual(["modelDetail"]);
  });
});

describe("a reference whose fragment is on the interface", () => {
  const ASK = `query ($id: ID!) { _entities(representations: [{ __typename: "Model", id: $id }]) { ...F } }
    fragment F on Node { id ... on Model { name } }`;

  it("is looked up where more than its key is selected", async () => {
    const { query } = await startKit();
    const { data } = await query(ASK, { id: "am-none" });
    expect(data._entities).toEqual([null]);
  });
});
