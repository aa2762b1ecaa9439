import { describe, expect, it } from "vitest";
import { type Kit, startKit } from "../kit/index.ts";
import { spread, tally } from "../reads/fixtures.ts";

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Model { id name }
    ... on ModelVersion { id version model { name } }
    ... on EvaluationTask { id name }
  }
}`;

const KEYS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ...key
    ... on ModelVersion { versionId: id ... on ModelVersion { __typename } }
  }
}
fragment key on Model { id }`;

/** A hundred names of these objects, one after the other and round again. */
function hundred(typeName: string, ids: readonly (string | number)[]): object[] {
  return Array.from({ length: 100 }, (_, n) => ({ __typename: typeName, id: ids[n % ids.length] }));
}

function entities({ query }: Kit, representations: readonly unknown[], document = ENTITIES) {
  return query(document, { representations });
}

describe("100 representations", () => {
  it("of 20 versions cost 20 calls while nothing is known of them", async () => {
    const kit = await startKit();
    const { versions } = spread(kit.qianfan.registry(), 5, 4);
    const ids = versions.map((version) => version.modelVersionIdStr);
    const { data, errors } = await entities(kit, hundred("ModelVersion", ids));
    expect(errors).toBeUndefined();
    expect(data._entities.map(({ id }: { id: string }) => id).slice(0, 20)).toEqual(ids);
    expect(tally(kit.upstream())).toEqual({ modelVersionDetail: 20 });
  });

  it("of 20 versions cost one call for each of their 5 models once those have been seen, whichever form the ids have", async () => {
    const kit = await startKit();
    const { models, versions } = spread(kit.qianfan.registry(), 5, 4);
    await entities(
      kit,
      hundred(
        "Model",
        models.map((model) => model.modelIdStr),
      ),
    );
    expect(tally(kit.upstream())).toEqual({ modelDetail: 5 });
    const ids = versions.flatMap(({ modelVersionId, modelVersionIdStr }) => [
      modelVersionIdStr,
      String(modelVersionId),
      modelVersionId,
    ]);
    const { data, errors } = await kit.query(
      ENTITIES,
      { representations: hundred("ModelVersion", ids) },
      { "cache-control": "no-cache" },
    );
    expect(errors).toBeUndefined();
    expect(data._entities[0]).toEqual(data._entities[1]);
    expect(tally(kit.upstream())).toEqual({ modelDetail: 5 });
  });

  it("of 10 evaluations cost 10 calls", async () => {
    const kit = await startKit();
    const { versions } = spread(kit.qianfan.registry(), 1, 1);
    const ids = Array.from(
      { length: 10 },
      () => kit.qianfan.registry().addTask({ versions }).evalIdStr,
    );
    const { data } = await entities(kit, hundred("EvaluationTask", ids));
    expect(data._entities[99]).toMatchObject({ __typename: "EvaluationTask", id: ids[9] });
    expect(tally(kit.upstream())).toEqual({ "eval/detail": 10 });
  });

  it("cost nothing when only the key is selected, under any name and through fragments", async () => {
    const kit = await startKit();
    const { models, versions } = spread(kit.qianfan.registry(), 5, 4);
    const representations = [
      ...hundred(
        "Model",
        models.map((model) => model.modelIdStr),
      ).slice(0, 50),
      ...hundred(
        "ModelVersion",
        versions.map(({ modelVersionIdStr }) => modelVersionIdStr),
      ).slice(0, 50),
    ];
    const { data, errors } = await entities(kit, representations, KEYS);
    expect(errors).toBeUndefined();
    expect(data._entities[0]).toEqual({ __typename: "Model", id: models[0]?.modelIdStr });
    expect(data._entities[50].versionId).toBe(versions[0]?.modelVersionIdStr);
    expect(kit.upstream()).toEqual([]);
  });

  it("by integers have the string as their key, for no call once it is known", async () => {
    const kit = await startKit();
    const representations = [
      { __typename: "Model", id: 13410 },
      { __typename: "ModelVersion", id: "16022" },
    ];
    for (const calls of [["modelDetail", "modelVersionDetail"], []]) {
      const { data } = await entities(kit, representations, KEYS);
      expect(data._entities).toEqual([
        { __typename: "Model", id: "am-4kq9trv2xw7b" },
        { __typename: "ModelVersion", versionId: expect.stringMatching(/^amv-/) },
      ]);
      expect(kit.upstream().sort()).toEqual(calls);
    }
  });
});

describe("one representation among others", () => {
  const GOOD = [
    { __typename: "Model", id: "am-4kq9trv2xw7b" },
    { __typename: "EvaluationTask", id: "ame-ig70c0ztmfv9" },
  ];

  it("is null at its place when there is no such object", async () => {
    const kit = await startKit();
    const { data, errors } = await entities(kit, [
      GOOD[0],
      { __typename: "Model", id: "am-000000000000" },
      { __typename: "ModelVersion", id: "999999999" },
      { __typename: "EvaluationTask", id: "ame-000000000000" },
      GOOD[1],
    ]);
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      { __typename: "Model", id: "am-4kq9trv2xw7b", name: "客服助手" },
      null,
      null,
      null,
      { __typename: "EvaluationTask", id: "ame-ig70c0ztmfv9", name: "营销文案_规则评估" },
    ]);
  });

  it.each([
    ["without a key", { __typename: "Model" }],
    ["with a null key", { __typename: "Model", id: null }],
    ["with another kind's id", { __typename: "Model", id: "amv-8nzc3yh5pd1m" }],
    ["with a path for an id", { __typename: "Model", id: "am-1/../../x" }],
    ["with an object for an id", { __typename: "Model", id: { toString: "am-4kq9trv2xw7b" } }],
    ["with a fraction for an id", { __typename: "Model", id: 1.5 }],
    ["with an id that JSON's numbers cannot hold", { __typename: "Model", id: 1e21 }],
    ["of a type that is not there", { __typename: "Nothing", id: "1" }],
    ["of a type that is no entity", { __typename: "Query", id: "1" }],
    ["of a type that is no text", { __typename: ["Model"], id: "1" }],
    ["without a type", { id: "am-4kq9trv2xw7b" }],
    ["that is a text", "am-4kq9trv2xw7b"],
    ["that is a list", [GOOD[0]]],
  ])("is an error at its place alone %s", async (_, malformed) => {
    const kit = await startKit();
    const { data, errors } = await entities(kit, [GOOD[0], malformed, GOOD[1]]);
    expect(errors).toMatchObject([
      { path: ["_entities", 1], extensions: { code: "BAD_USER_INPUT", retryable: false } },
    ]);
    expect(data._entities).toMatchObject([
      { id: "am-4kq9trv2xw7b" },
      null,
      { id: "ame-ig70c0ztmfv9" },
    ]);
    expect(kit.upstream().sort()).toEqual(["eval/detail", "modelDetail"]);
  });

  it("is malformed also when only its key is selected", async () => {
    const kit = await startKit();
    const { data, errors } = await entities(kit, [{ __typename: "Model", id: "x" }, GOOD[0]], KEYS);
    expect(errors).toMatchObject([{ path: ["_entities", 0] }]);
    expect(data._entities[1]).toEqual(GOOD[0]);
  });

  it("tells what is wrong and what is allowed", async () => {
    const kit = await startKit();
    const { errors } = await entities(kit, [{ __typename: "Nothing" }, { __typename: "Model" }, 7]);
    expect(errors?.map(({ message }) => message).sort()).toMatchInlineSnapshot(`
      [
        "id is missing; allowed: "am-" followed by 1 to 64 letters or digits (such as am-4kq9trv2xw7b), or a positive integer.",
        "representations[0].__typename is "Nothing"; allowed: one of CompressionTask, EvaluationResultExport, EvaluationTask, Model, ModelVersion, TrainTask.",
        "representations[2] is 7; allowed: an object with __typename and id.",
      ]
    `);
  });
});
