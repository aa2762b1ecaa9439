import { getNullableType, isInterfaceType, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { getSchema } from "../../src/schema/index.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { overEventStream, overMultipart, overWebSocket } from "../kit/subscribe.ts";

describe("a root field", () => {
  it.each([
    ["modelVersions", "version"],
    ["evaluationTasks", "name"],
    ["nodes", "id"],
  ])("whose list of ids holds a null takes no neighbour with it: %s", async (field, member) => {
    const { query, upstream } = await startKit();
    const { data, errors } = await query(
      `query ($id: ID = "1") { ${field}(ids: [$id]) { ${member} } model(id: "13410") { name } }`,
      { id: null },
    );
    expect(data).toEqual({ [field]: null, model: { name: "客服助手" } });
    expect(errors).toMatchObject([{ path: [field], extensions: { code: "BAD_USER_INPUT" } }]);
    expect(upstream()).toEqual(["modelDetail"]);
  });

  it("is nullable, so that its error takes no neighbour with it", () => {
    const schema = getSchema();
    const roots = [schema.getQueryType(), schema.getMutationType()];
    const fields = roots.flatMap((root) => Object.values(root?.getFields() ?? {}));
    const federation = ["_entities", "_service"];
    const strict = fields.filter(({ type }) => getNullableType(type) !== type);
    expect(strict.map(({ name }) => name).filter((name) => !federation.includes(name))).toEqual([]);
  });
});

describe("a field named `id`", () => {
  it("is an entity's: a client's cache takes two objects with one id for one", () => {
    const types = Object.values(getSchema().getTypeMap()).filter(
      (type) => isObjectType(type) || isInterfaceType(type),
    );
    const named = types.filter((type) => type.getFields().id?.deprecationReason === undefined);
    expect(named.flatMap((type) => (type.getFields().id ? [type.name] : [])).sort()).toEqual([
      "CompressionTask",
      "EvaluationResultExport",
      "EvaluationTask",
      "Model",
      "ModelVersion",
      "Node",
      "TrainTask",
    ]);
  });
});

const TASKS = "query ($ids: [ID!]!) { evaluationTasks(ids: $ids) { id numericId } }";

/** A task whose own answer has the integer form of its id alone, as those of 2023 do. */
function oldTask({ qianfan }: Kit, state: "Done" | "Pending") {
  const { versions } = qianfan.registry().addModel({ versions: 1 });
  const { evalId, evalIdStr } = qianfan.registry().addTask({ versions, year: 2023, state });
  return { digits: String(evalId), text: evalIdStr };
}

describe("an object's `id`", () => {
  it("is one for both forms in one operation, and later", async () => {
    const kit = await startKit();
    const ids = ["5903", "ame-7uqiro635znj"];
    const same = { id: "ame-7uqiro635znj", numericId: "5903" };
    for (const order of [ids, ids.toReversed()]) {
      const { data } = await kit.query(TASKS, { ids: order });
      expect(data.evaluationTasks).toEqual([same, same]);
    }
    expect(kit.upstream()).toEqual(["eval/detail", "eval/detail"]);
  });

  it("comes from the report where the task's own answer has the integer alone", async () => {
    const kit = await startKit();
    const { digits, text } = oldTask(kit, "Done");
    const { data } = await kit.query(TASKS, { ids: [digits] });
    expect(data.evaluationTasks).toEqual([{ id: text, numericId: digits }]);
    expect(kit.upstream()).toEqual(["eval/detail", "eval/report"]);
  });

  it("is asked for only when it is selected, and once", async () => {
    const kit = await startKit();
    const { digits, text } = oldTask(kit, "Done");
    const NAME = "query ($id: ID!) { evaluationTask(id: $id) { name numericId } }";
    expect((await kit.query(NAME, { id: digits })).data.evaluationTask.numericId).toBe(digits);
    expect(kit.upstream()).toEqual(["eval/detail"]);
    await kit.query(TASKS, { ids: [digits] });
    kit.upstream();
    const { data } = await kit.query(TASKS, { ids: [digits, text] });
    expect(data.evaluationTasks).toEqual(Array(2).fill({ id: text, numericId: digits }));
    expect(kit.upstream()).toEqual(["eval/detail"]);
  });

  it("is one for both forms also where only one of the two answers leads to it", async () => {
    const kit = await startKit();
    const { digits, text } = oldTask(kit, "Pending");
    const { data } = await kit.query(TASKS, { ids: [digits, text] });
    expect(data.evaluationTasks).toEqual(Array(2).fill({ id: text, numericId: digits }));
    expect(kit.upstream()).toEqual(["eval/detail", "eval/detail"]);
  });

  it("is the integer's digits only where no answer has the string", async () => {
    const kit = await startKit();
    const { digits, text } = oldTask(kit, "Pending");
    const alone = await kit.query(TASKS, { ids: [digits] });
    expect(alone.data.evaluationTasks).toEqual([{ id: digits, numericId: digits }]);
    await kit.query(TASKS, { ids: [text] });
    const known = await kit.query(TASKS, { ids: [digits] });
    expect(known.data.evaluationTasks).toEqual([{ id: text, numericId: digits }]);
  });

  it("is an error, not the digits, while the answer that has it cannot be read", async () => {
    const kit = await startKit();
    const { digits } = oldTask(kit, "Done");
    kit.qianfan.faults.next("eval/report", { kind: "status", status: 503 }, { times: 10 });
    const { data, errors } = await kit.query(TASKS, { ids: [digits] });
    expect(data.evaluationTasks).toEqual([null]);
    expect(errors).toMatchObject([{ path: ["evaluationTasks", 0, "id"] }]);
  });

  it("comes from a version where the model's own answer has the integer alone", async () => {
    const kit = await startKit();
    answer(kit, "modelDetail", { modelId: 13410, modelVersionList: [{ modelVersionId: 16022 }] });
    const { data } = await kit.query(
      `{ model(id: "13410") { id versions { id numericId model { id } } } }`,
    );
    expect(data.model).toMatchObject({
      id: "am-4kq9trv2xw7b",
      versions: [{ numericId: "16022", model: { id: "am-4kq9trv2xw7b" } }],
    });
    expect(data.model.versions[0].id).toMatch(/^amv-/);
    expect(kit.upstream()).toEqual(["modelDetail", "modelVersionDetail"]);
  });

  it("comes from the model's own answer where a list has the integer alone", async () => {
    const kit = await startKit();
    answer(kit, "model/user/list", {
      total: 1,
      items: [{ modelId: 13410, latestVersionInfo: { versionId: 16022 } }],
    });
    const { data } = await kit.query("{ models { nodes { id latestVersion { id } } } }");
    expect(data.models.nodes[0].id).toBe("am-4kq9trv2xw7b");
    expect(data.models.nodes[0].latestVersion.id).toMatch(/^amv-/);
    expect(kit.upstream()).toEqual(["model/user/list", "modelDetail"]);
  });

  it.each([
    ["a WebSocket", overWebSocket],
    ["an event stream", overEventStream],
    ["parts of a response", overMultipart],
  ])("is the string in the events of a subscription by digits: %s", async (_, over) => {
    const kit = await startKit();
    const { digits, text } = oldTask(kit, "Done");
    for (const [given, id] of [
      ["5903", "ame-7uqiro635znj"],
      [digits, text],
    ]) {
      const WATCH = "subscription ($id: ID!) { evaluationTaskUpdated(id: $id) { id } }";
      const events = over(kit, WATCH, { id: given });
      expect((await events.next()).value).toMatchObject({
        data: { evaluationTaskUpdated: { id } },
      });
    }
  });

  it("is the string in payloads and deletions by digits", async () => {
    const kit = await startKit();
    const { data } = await kit.query(
      `mutation { stopEvaluationTask(id: "5909") { evaluationTask { id } }
        deleteModels(ids: [13471]) { deletions { model { id } } } }`,
    );
    expect(data.stopEvaluationTask.evaluationTask.id).toBe("ame-7dk3wm9qx2tz");
    expect(data.deleteModels.deletions).toEqual([{ model: { id: "am-y8ha23iz81gp" } }]);
  });

  it("is the string for what is deleted by digits, though no answer has it afterwards", async () => {
    const kit = await startKit();
    const { digits, text } = oldTask(kit, "Done");
    const { data } = await kit.query(
      "mutation ($ids: [ID!]!) { deleteEvaluationTasks(ids: $ids) { deletions { outcome evaluationTask { id } } } }",
      { ids: [digits] },
    );
    expect(data.deleteEvaluationTasks.deletions).toEqual([
      { outcome: "DELETED", evaluationTask: { id: text } },
    ]);
    expect(kit.upstream()).toEqual(["eval/detail", "eval/report", "eval/delete"]);
  });
});

function answer({ qianfan }: Kit, operation: string, result: object): void {
  const text = JSON.stringify({ result });
  qianfan.faults.next(operation, { kind: "text", text, contentType: "application/json" });
}
