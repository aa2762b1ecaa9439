import { describe, expect, it } from "vitest";
import { startKit } from "../kit/index.ts";
import { waves } from "../kit/waves.ts";
import { evaluationOfTwenty, spread, tally } from "./fixtures.ts";

const FRESH = { "cache-control": "no-cache" };

describe("a model with 20 versions", () => {
  it("comes with their numbers and states in one call", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { modelIdStr } = qianfan.registry().addModel({ versions: 20 });
    const { data } = await query(
      "query ($id: ID!) { model(id: $id) { name versions { version state } } }",
      { id: modelIdStr },
    );
    expect(data.model.versions).toHaveLength(20);
    expect(upstream()).toEqual(["modelDetail"]);
  });

  it("is each version's model without a further call", async () => {
    const { query, qianfan, upstream } = await startKit();
    const model = qianfan.registry().addModel({ versions: 20, description: "found" });
    const { data } = await query(
      "query ($id: ID!) { model(id: $id) { versions { model { id name description latestVersion { version } } } } }",
      { id: model.modelIdStr },
    );
    expect(data.model.versions[19].model).toEqual({
      id: model.modelIdStr,
      name: model.modelName,
      description: "found",
      latestVersion: { version: "20" },
    });
    expect(upstream()).toEqual(["modelDetail"]);
  });
});

describe("an evaluation of 20 versions of 5 models", () => {
  const UNITS = "units { state version modelName model { name } modelVersion { version name } }";

  it("knows each unit's version number, model name and state by itself", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { id } = evaluationOfTwenty(qianfan.registry());
    const { data, errors } = await query(
      `query ($id: ID!) { evaluationTask(id: $id) { ${UNITS} } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data.evaluationTask.units).toHaveLength(20);
    expect(upstream()).toEqual(["eval/detail"]);
  });

  it("loads its versions by their models: one call for each model, in two waves", async () => {
    const { query, qianfan, upstream } = await startKit({ emulator: { latencyMs: 250 } });
    const { id, versions } = evaluationOfTwenty(qianfan.registry());
    const { data, errors } = await query(
      `query ($id: ID!) { evaluationTask(id: $id) {
         units { modelVersion { id framework createdAt model { id description } } } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(
      data.evaluationTask.units.map(
        (unit: { modelVersion: { id: string } }) => unit.modelVersion.id,
      ),
    ).toEqual(versions.map((version) => version.modelVersionIdStr));
    expect(tally(upstream())).toEqual({ "eval/detail": 1, modelDetail: 5 });
    expect(waves(qianfan.calls)).toBe(2);
  });

  it("loads parameters with one call for each version beside those", async () => {
    const { query, qianfan, upstream } = await startKit({ emulator: { latencyMs: 250 } });
    const { id } = evaluationOfTwenty(qianfan.registry());
    const { data, errors } = await query(
      `query ($id: ID!) { evaluationTask(id: $id) {
         units { modelVersion { id framework createdAt model { id description } parameters { input } } } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data.evaluationTask.units[19].modelVersion.parameters.input).toMatchObject({
      type: "object",
    });
    expect(tally(upstream())).toEqual({ "eval/detail": 1, modelDetail: 5, modelVersionDetail: 20 });
    expect(waves(qianfan.calls)).toBe(2);
  });

  it("finds a version by its own call when its model does not list it", async () => {
    const { query, qianfan, upstream } = await startKit();
    const registry = qianfan.registry();
    const { versions } = spread(registry, 1, 2);
    const task = registry.addTask({ versions });
    const gone = versions[1];
    if (!gone) throw new Error("two versions were made");
    registry.deleteVersion(gone.modelVersionIdStr);
    const { data, errors } = await query(
      "query ($id: ID!) { evaluationTask(id: $id) { units { version modelVersion { framework } } } }",
      { id: task.evalIdStr },
    );
    expect(errors).toBeUndefined();
    expect(data.evaluationTask.units).toEqual([
      { version: "1", modelVersion: { framework: "paddlepaddle" } },
      { version: "2", modelVersion: { framework: null } },
    ]);
    expect(tally(upstream())).toEqual({ "eval/detail": 1, modelDetail: 1, modelVersionDetail: 1 });
  });
});

describe("evaluationTasks(ids)", () => {
  it("loads the versions of 10 tasks that share 5 models with 15 calls", async () => {
    const { query, qianfan, upstream } = await startKit();
    const registry = qianfan.registry();
    const { versions } = spread(registry, 5, 4);
    const ids = Array.from({ length: 10 }, () => registry.addTask({ versions }).evalIdStr);
    const { errors } = await query(
      "query ($ids: [ID!]!) { evaluationTasks(ids: $ids) { units { modelVersion { framework } } } }",
      { ids },
    );
    expect(errors).toBeUndefined();
    expect(tally(upstream())).toEqual({ "eval/detail": 10, modelDetail: 5 });
  });
});

describe("modelVersions(ids)", () => {
  const VERSIONS = "query ($ids: [ID!]!) { modelVersions(ids: $ids) { id numericId state } }";

  it("asks for 40 of 50 ids, 10 of them repeated, when nothing is known before", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { versions } = spread(qianfan.registry(), 40, 1);
    const ids = versions.map((version) => version.modelVersionIdStr);
    const { data, errors } = await query(VERSIONS, { ids: [...ids, ...ids.slice(0, 10)] });
    expect(errors).toBeUndefined();
    expect(data.modelVersions.map(({ id }: { id: string }) => id)).toEqual([
      ...ids,
      ...ids.slice(0, 10),
    ]);
    expect(upstream()).toEqual(Array(40).fill("modelVersionDetail"));
  });

  it("asks no more, and nothing twice, for the same 40 in the other id form", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { versions } = spread(qianfan.registry(), 40, 1);
    await query(VERSIONS, { ids: versions.map((version) => version.modelVersionIdStr) }, FRESH);
    expect(upstream()).toHaveLength(40);
    const seen = qianfan.calls.length;
    const { errors } = await query(
      VERSIONS,
      { ids: versions.map((version) => String(version.modelVersionId)) },
      FRESH,
    );
    expect(errors).toBeUndefined();
    expect(upstream()).toEqual(Array(40).fill("modelVersionDetail"));
    expect(new Set(qianfan.calls.slice(seen).map(({ body }) => JSON.stringify(body))).size).toBe(
      40,
    );
  });

  it("asks by the model where several versions are remembered to be of one", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { versions } = spread(qianfan.registry(), 4, 10);
    const ids = versions.map((version) => version.modelVersionIdStr);
    await query(VERSIONS, { ids }, FRESH);
    expect(tally(upstream())).toEqual({ modelVersionDetail: 40 });
    await query(VERSIONS, { ids }, FRESH);
    expect(tally(upstream())).toEqual({ modelDetail: 4 });
  });

  it("reads a version once that is asked by both forms of its id, its pair seen before", async () => {
    const { query, upstream } = await startKit();
    await query(VERSIONS, { ids: ["amv-8nzc3yh5pd1m"] }, FRESH);
    upstream();
    const { data } = await query(VERSIONS, { ids: ["16022", "amv-8nzc3yh5pd1m"] }, FRESH);
    expect(data.modelVersions[0]).toEqual(data.modelVersions[1]);
    expect(upstream()).toEqual(["modelVersionDetail"]);
  });

  it("answers 49 of 50 ids when one is wrong, with one error at its path", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { versions } = spread(qianfan.registry(), 1, 49);
    const ids = versions.map((version) => version.modelVersionIdStr);
    ids.splice(7, 0, "not an id");
    const { data, errors } = await query(VERSIONS, { ids });
    expect(data.modelVersions.filter(Boolean)).toHaveLength(49);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["modelVersions", 7], "BAD_USER_INPUT"],
    ]);
    expect(upstream()).toHaveLength(49);
  });

  it("answers null in the place of an id that names nothing", async () => {
    const { query } = await startKit();
    const { data, errors } = await query(VERSIONS, {
      ids: ["amv-000000000000", "amv-8nzc3yh5pd1m"],
    });
    expect(errors).toBeUndefined();
    expect(data.modelVersions).toEqual([
      null,
      { id: "amv-8nzc3yh5pd1m", numericId: "16022", state: "READY" },
    ]);
  });
});

describe("one operation", () => {
  it("reads an object once, whichever alias or path asks for it", async () => {
    const { query, upstream } = await startKit();
    const { errors } = await query(`{
      a: model(id: "am-4kq9trv2xw7b") { name } b: model(id: "am-4kq9trv2xw7b") { description }
      evaluationTask(id: "ame-5wz1kd8qh3vn") { units { model { description } } }
    }`);
    expect(errors).toBeUndefined();
    expect(tally(upstream())).toEqual({ modelDetail: 2, "eval/detail": 1 });
  });

  it("loads nothing for a unit's id once the pair of ids has been seen", async () => {
    const { query, qianfan, upstream } = await startKit();
    const { models, versions } = spread(qianfan.registry(), 2, 1);
    // Its answer names models and versions by integers alone.
    const task = qianfan.registry().addTask({ versions, year: 2023 });
    await query("query ($id: ID!) { model(id: $id) { id } }", { id: models[0]?.modelIdStr });
    upstream();
    const { data } = await query(
      "query ($id: ID!) { evaluationTask(id: $id) { units { modelVersion { id } model { id } } } }",
      { id: task.evalIdStr },
    );
    expect(data.evaluationTask.units[0]).toEqual({
      modelVersion: { id: versions[0]?.modelVersionIdStr },
      model: { id: models[0]?.modelIdStr },
    });
    expect(upstream()).toEqual(["eval/detail", "modelDetail"]); // the other model's pair had not been seen
  });
});
